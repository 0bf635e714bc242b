// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "link/StackChains.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"
#include <tuple>

namespace gfpcheck::link {

using checks::StackDepths;
using checks::StackFunction;
using checks::StackKind;
using llvm::StringRef;

static std::string key(StringRef File, StringRef Function) {
  return (llvm::sys::path::filename(File) + ":" + Function).str();
}

/// gcc: "file.c:12:5:name<tab>64<tab>static"; clang has no column.
void ExactFrames::add(StringRef Text) {
  while (!Text.empty()) {
    auto [Line, Rest] = Text.split('\n');
    Text = Rest;
    auto [Place, Numbers] = Line.split('\t');
    auto [Size, Kind] = Numbers.split('\t');
    uint64_t Bytes = 0;
    auto [Before, Name] = Place.rsplit(':');
    if (Name.empty() || Size.getAsInteger(10, Bytes))
      continue;
    StringRef File = Before;
    while (llvm::all_of(File.rsplit(':').second, llvm::isDigit) &&
           !File.rsplit(':').second.empty())
      File = File.rsplit(':').first;
    Frame &F = ByName[key(File, Name)];
    F.Bytes = std::max(F.Bytes, Bytes);
    F.Open |= Kind.starts_with("dynamic") && !Kind.contains("bounded");
  }
}

const ExactFrames::Frame *ExactFrames::find(StringRef File,
                                            StringRef Function) const {
  auto It = ByName.find(key(File, Function));
  return It == ByName.end() ? nullptr : &It->second;
}

namespace {

class Builder {
public:
  Builder(const Index &I, const StackQuestion &Q, StackAnswer &Out)
      : I(I), Q(Q), Out(Out) {}

  std::vector<StackFunction> run() {
    std::vector<StackFunction> Graph(I.size());
    Frames.resize(I.size());
    for (uint32_t F = 0; F != I.size(); ++F)
      describe(F);
    for (uint32_t F = 0; F != I.size(); ++F)
      connect(F, Graph[F]);
    return Graph;
  }

  bool hasBody(uint32_t F) const { return HasBody[F]; }

  std::vector<StackFrame> Frames; ///< Of each function, without the call.

private:
  void describe(uint32_t F) {
    IndexDetail D = I.detail(F);
    HasBody.push_back(D.HasBody);
    (D.HasBody ? Out.Functions : Out.Outside) += 1;
    StackFrame &Frame = Frames[F];
    Frame.Function = F;
    Frame.Bytes = D.FrameBytes;
    Frame.Open = D.FrameOpen;
    if (const auto *E = Q.Exact.find(I.file(D.Where.File), D.Name)) {
      Frame.Bytes = E->Bytes;
      Frame.Open = E->Open;
      Frame.Exact = true;
      ++Out.Exact;
    }
  }

  void connect(uint32_t F, StackFunction &To) {
    To.Bytes = Frames[F].Bytes;
    const IndexFunction &Fn = I.function(F);
    for (const IndexRoot &R : Fn.Roots)
      To.OnIrqStack |= llvm::any_of(R.Contexts, [](model::ContextKind K) {
        return K == model::ContextKind::Hardirq ||
               K == model::ContextKind::Softirq || K == model::ContextKind::Nmi;
      });
    for (const IndexCall &C : Fn.Calls) {
      bool Several = C.Pointer && C.Targets.size() != 1;
      if (C.Ways.empty() || (Several && !Q.AllPointers)) {
        Out.Pointers += Several;
        continue;
      }
      const IndexLoc &L = C.Ways.front().Where;
      for (uint32_t T : C.Targets)
        if (HasBody[T])
          To.Calls.push_back({T, {L.File, L.Line, L.Column}});
    }
  }

  const Index &I;
  const StackQuestion &Q;
  StackAnswer &Out;
  std::vector<bool> HasBody;
};

} // namespace

StackAnswer deepestChains(const Index &I, const StackQuestion &Q,
                          const checks::StackLimits &Limits) {
  StackAnswer Out;
  Builder B(I, Q, Out);
  std::vector<StackFunction> Graph = B.run();
  StackDepths Depths(Graph, Limits.PerCall);
  std::vector<uint32_t> Entries;
  for (uint32_t F = 0; F != Graph.size(); ++F)
    if (B.hasBody(F) && (Depths.isEntry(F) || Graph[F].OnIrqStack))
      Entries.push_back(F);
  llvm::sort(Entries, [&](uint32_t A, uint32_t C) {
    return std::make_tuple(Depths.depth(C), I.name(A), A) <
           std::make_tuple(Depths.depth(A), I.name(C), C);
  });
  if (Entries.size() > Q.Top)
    Entries.resize(Q.Top);
  for (uint32_t F : Entries) {
    StackChain &Chain = Out.Chains.emplace_back();
    Chain.Kind = Graph[F].OnIrqStack ? StackKind::Irq : StackKind::Task;
    Chain.Bytes = Depths.depth(F);
    for (const StackDepths::Link &L : Depths.chain(F)) {
      StackFrame Frame = B.Frames[L.Function];
      Frame.Call = {L.Call.File, L.Call.Line, L.Call.Col};
      Frame.Recursive = Depths.recursive(L.Function);
      Chain.Frames.push_back(Frame);
    }
  }
  return Out;
}

} // namespace gfpcheck::link
