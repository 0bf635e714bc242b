// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/LargeStack.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/Twine.h"
#include <map>

namespace gfpcheck::checks {

using facts::FunctionFacts;
using facts::Variable;
using facts::VarKind;
using findings::Confidence;
using findings::Finding;
using findings::TraceStep;
using support::StringId;

namespace {

uint64_t alignTo(uint64_t N, uint64_t A) {
  return A > 1 ? (N + A - 1) / A * A : N;
}

/// Frames of the functions of one file, with static callees that the compiler
/// will inline because nobody else calls them.
class Frames {
public:
  explicit Frames(const facts::TuFacts &Tu) {
    for (const auto &F : Tu.Functions) {
      ByName[F->Name] = F.get();
      for (const facts::CallInfo &C : F->Calls)
        if (C.Callee)
          ++Calls[C.Callee];
    }
  }

  struct Part {
    const FunctionFacts *F;
    uint64_t Bytes;
  };

  /// The frame of F: its own part and those of inlined callees on the deepest
  /// way down.
  std::vector<Part> parts(const FunctionFacts &F, unsigned Depth = 0) {
    std::vector<Part> Deepest;
    uint64_t Most = 0;
    if (Depth < 16)
      for (const facts::CallInfo &C : F.Calls) {
        const FunctionFacts *Callee = inlined(C.Callee);
        if (!Callee || Callee == &F)
          continue;
        std::vector<Part> Below = parts(*Callee, Depth + 1);
        if (uint64_t N = total(Below); N > Most) {
          Most = N;
          Deepest = std::move(Below);
        }
      }
    Deepest.insert(Deepest.begin(), {&F, frameBytes(F)});
    return Deepest;
  }

  static uint64_t total(llvm::ArrayRef<Part> Parts) {
    uint64_t N = 0;
    for (const Part &P : Parts)
      N += P.Bytes;
    return N;
  }

  bool isInlined(const FunctionFacts &F) { return inlined(F.Name) != nullptr; }

private:
  const FunctionFacts *inlined(StringId Name) {
    auto It = ByName.find(Name);
    if (It == ByName.end())
      return nullptr;
    const FunctionFacts *F = It->second;
    return F->IsStatic && !F->IsNoInline && !F->AddressTaken &&
                   (Calls[Name] == 1 || F->IsInline)
               ? F
               : nullptr;
  }

  std::map<StringId, const FunctionFacts *> ByName;
  std::map<StringId, unsigned> Calls;
};

int64_t limit(const model::BugRule &Rule, llvm::StringRef Name, int64_t Else) {
  for (const auto &[Key, N] : Rule.Limits)
    if (Key == Name)
      return N;
  return Else;
}

std::string typed(const Reporter &R, const Variable &V) {
  std::string Type = R.str(V.TypeText).str();
  return quoted(R.str(V.Name)) + (Type.empty() ? "" : " (" + Type + ")");
}

/// The fixes of extract/, with the flags that fit where a function runs.
class HeapFixes {
public:
  HeapFixes(Reporter &R, const model::BugRule &Rule, FindAtomic Find)
      : R(R), Rule(Rule), Find(Find) {}

  std::optional<findings::Fix> of(const FunctionFacts &F, const Variable &V) {
    for (const facts::PreparedFix &Fix : F.StackFixes)
      if (&F.Vars[Fix.Var] == &V)
        return prepared(Fix, flags(F));
    return std::nullopt;
  }

private:
  llvm::StringRef flags(const FunctionFacts &F) {
    if (!Atomic)
      Atomic = Find();
    return Rule.word(Atomic->contains(F.Name) ? "atomic-flags" : "flags");
  }

  std::optional<findings::Fix> prepared(const facts::PreparedFix &From,
                                        llvm::StringRef Flags) {
    if (Flags.empty())
      return std::nullopt;
    findings::Fix Fix;
    Fix.Description = From.Description;
    for (const facts::PreparedEdit &E : From.Edits) {
      auto [Before, After] = llvm::StringRef(E.Text).split('%');
      std::string Text = E.Text.find('%') == std::string::npos
                             ? E.Text
                             : (llvm::Twine(Before) + Flags + After).str();
      Fix.Edits.push_back({R.Tu.Files[E.Range.File], E.Range.Begin, E.Range.End,
                           std::move(Text)});
    }
    return Fix;
  }

  Reporter &R;
  const model::BugRule &Rule;
  FindAtomic Find;
  std::optional<llvm::DenseSet<StringId>> Atomic;
};

void checkVariables(Reporter &R, const model::BugRule &Rule,
                    const FunctionFacts &F, uint64_t Limit, HeapFixes &Heap) {
  for (const Variable &V : F.Vars) {
    if (V.Kind != VarKind::Local)
      continue;
    std::string Message;
    if (V.IsVla)
      Message = typed(R, V) + " takes an amount of kernel stack that is only "
                              "known at run time";
    else if (V.Size > Limit)
      Message = typed(R, V) + " takes " + std::to_string(V.Size) +
                " bytes of kernel stack; the limit for one variable is " +
                std::to_string(Limit);
    else
      continue;
    Finding Out = R.make(Rule, Confidence::High, V.Where, F.Name, Message);
    if (auto Fix = Heap.of(F, V))
      Out.Fixes.push_back(std::move(*Fix));
    R.add(std::move(Out), {"variable", R.str(V.Name)});
  }
}

void checkFrame(Reporter &R, const model::BugRule &Rule, Frames &All,
                const FunctionFacts &F, uint64_t Limit, uint64_t OneLimit) {
  std::vector<Frames::Part> Parts = All.parts(F);
  if (Parts.front().Bytes > Limit)
    Parts.resize(1);
  uint64_t Bytes = Frames::total(Parts);
  // Variables that are too large alone are told of already.
  uint64_t Told = 0;
  for (const Frames::Part &P : Parts)
    for (const Variable &V : P.F->Vars)
      if (V.Kind == VarKind::Local && V.Size > OneLimit)
        Told += V.Size;
  if (Bytes <= Limit + Told)
    return;
  bool Inlined = Parts.size() > 1;
  struct Big {
    const Variable *V;
    StringId In;
  };
  std::vector<Big> Largest;
  for (const Frames::Part &P : Parts)
    for (const Variable &V : P.F->Vars)
      if (V.Kind == VarKind::Local && V.Size)
        Largest.push_back({&V, P.F->Name});
  llvm::sort(Largest, [](const Big &A, const Big &B) {
    return std::make_tuple(B.V->Size, A.V->Where) <
           std::make_tuple(A.V->Size, B.V->Where);
  });
  if (Largest.size() > 3)
    Largest.resize(3);
  std::string Names;
  for (const Big &B : Largest)
    Names += (Names.empty() ? "" : ", ") + quoted(R.str(B.V->Name)) + " " +
             std::to_string(B.V->Size);
  Finding Out = R.make(
      Rule, Confidence::High, F.Where, F.Name,
      "the frame of " + quoted(R.str(F.Name)) + " takes at least " +
          std::to_string(Bytes) + " bytes of kernel stack" +
          (Inlined ? ", inlined functions included" : "") + "; the limit is " +
          std::to_string(Limit) + " (largest: " + Names + ")");
  for (const Big &B : Largest)
    R.addStep(Out, TraceStep::Kind::Note, B.V->Where, B.In,
              typed(R, *B.V) + " takes " + std::to_string(B.V->Size) +
                  " bytes");
  R.add(std::move(Out), {"frame"});
}

} // namespace

uint64_t frameBytes(const FunctionFacts &F) {
  std::vector<uint64_t> Own(F.Scopes.size() + 1), Below(F.Scopes.size() + 1);
  for (const Variable &V : F.Vars)
    if (V.Kind == VarKind::Local && V.Scope < Own.size())
      Own[V.Scope] =
          alignTo(Own[V.Scope], std::max<uint64_t>(V.Align, 1)) + V.Size;
  // Children come after their parents, so the last are done first.
  for (size_t I = F.Scopes.size(); I-- > 1;) {
    uint32_t Parent = F.Scopes[I].Parent;
    if (Parent < I)
      Below[Parent] = std::max(Below[Parent], alignTo(Own[I], 8) + Below[I]);
  }
  return alignTo(Own[0], 8) + Below[0];
}

void checkStacks(Reporter &R, const model::BugRule &Rule, FindAtomic Find) {
  uint64_t OneLimit = uint64_t(limit(Rule, "variable-bytes", 1024));
  uint64_t FrameLimit = R.Opts.FrameWarn ? R.Opts.FrameWarn
                        : R.Tu.Environment.FrameWarn
                            ? R.Tu.Environment.FrameWarn
                            : uint64_t(limit(Rule, "frame-bytes", 2048));
  Frames All(R.Tu);
  HeapFixes Heap(R, Rule, Find);
  for (const auto &F : R.Tu.Functions) {
    checkVariables(R, Rule, *F, OneLimit, Heap);
    // What is inlined counts where it is inlined, unless it is too much alone.
    bool Alone = frameBytes(*F) > FrameLimit;
    bool Below = llvm::any_of(All.parts(*F), [&](const Frames::Part &P) {
      return P.F != F.get() && P.Bytes > FrameLimit;
    });
    if (Alone || (!Below && !All.isInlined(*F)))
      checkFrame(R, Rule, All, *F, FrameLimit, OneLimit);
  }
}

} // namespace gfpcheck::checks
