// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/StackDepth.h"
#include "checks/LargeStack.h"
#include "llvm/ADT/STLExtras.h"
#include <map>

namespace gfpcheck::checks {

using facts::FunctionFacts;
using findings::Confidence;
using findings::Finding;
using findings::TraceStep;

StackDepths::StackDepths(llvm::ArrayRef<StackFunction> Graph,
                         uint64_t CallBytes)
    : Graph(Graph), CallBytes(CallBytes), Depth(Graph.size()),
      Next(Graph.size(), -1), Recursive(Graph.size()), Called(Graph.size()),
      Seen(Graph.size(), Stage::New) {
  for (uint32_t F = 0; F != Graph.size(); ++F)
    for (const StackCall &C : Graph[F].Calls)
      if (C.To != F)
        Called[C.To] = true;
  // Entries first, so that a circle is opened where it is entered.
  for (uint32_t F = 0; F != Graph.size(); ++F)
    if (!Called[F])
      visit(F);
  for (uint32_t F = 0; F != Graph.size(); ++F)
    visit(F);
}

/// Without recursion: chains of calls are longer than our own stack.
void StackDepths::visit(uint32_t Root) {
  struct Frame {
    uint32_t F;
    size_t Call = 0;
  };
  std::vector<Frame> Stack;
  auto Open = [&](uint32_t F) {
    if (Seen[F] == Stage::Done)
      return;
    if (Seen[F] == Stage::Open) {
      for (size_t I = Stack.size(); I-- > 0;) {
        Recursive[Stack[I].F] = true;
        if (Stack[I].F == F)
          break;
      }
      return;
    }
    Seen[F] = Stage::Open;
    Stack.push_back({F});
  };
  Open(Root);
  while (!Stack.empty()) {
    Frame &Top = Stack.back();
    const StackFunction &F = Graph[Top.F];
    if (Top.Call != F.Calls.size()) {
      Open(F.Calls[Top.Call++].To);
      continue;
    }
    uint64_t Below = 0;
    for (size_t I = 0; I != F.Calls.size(); ++I) {
      uint32_t To = F.Calls[I].To;
      if (Seen[To] == Stage::Done && Depth[To] > Below) {
        Below = Depth[To];
        Next[Top.F] = int32_t(I);
      }
    }
    Depth[Top.F] = F.Bytes + CallBytes + Below;
    Seen[Top.F] = Stage::Done;
    Stack.pop_back();
  }
}

std::vector<StackDepths::Link> StackDepths::chain(uint32_t F) const {
  std::vector<Link> Out{{F, {}}};
  while (Next[F] >= 0) {
    const StackCall &C = Graph[F].Calls[Next[F]];
    Out.push_back({C.To, C.Where});
    F = C.To;
  }
  return Out;
}

StackLimits::StackLimits(const model::BugRule &Rule) {
  auto Limit = [&](llvm::StringRef Name, int64_t Else) {
    for (const auto &[Key, N] : Rule.Limits)
      if (Key == Name)
        return uint64_t(N);
    return uint64_t(Else);
  };
  Task = Limit("task-bytes", 16384);
  Irq = Limit("irq-bytes", 16384);
  PerCall = Limit("call-bytes", 16);
}

bool runsOnIrqStack(const model::CallbackRule &Rule) {
  using enum model::ContextKind;
  return llvm::any_of(Rule.Contexts, [](model::ContextKind K) {
    return K == Hardirq || K == Softirq || K == Nmi;
  });
}

namespace {

void report(Reporter &R, const model::BugRule &Rule,
            llvm::ArrayRef<StackFunction> Graph, const StackDepths &Depths,
            llvm::ArrayRef<StackDepths::Link> Chain, size_t Largest,
            StackKind Kind, uint64_t Limit) {
  const StackFunction &First = Graph[Chain.front().Function],
                      &Worst = Graph[Chain[Largest].Function];
  uint64_t Bytes = Depths.depth(Chain.front().Function);
  std::string Message =
      "the frames from " + quoted(R.str(First.Name)) + " to " +
      quoted(R.str(Graph[Chain.back().Function].Name)) + " take about " +
      std::to_string(Bytes) + " bytes of the " +
      (Kind == StackKind::Irq ? "interrupt" : "task") + " stack, which has " +
      std::to_string(Limit) + "; the largest is that of " +
      quoted(R.str(Worst.Name)) + " with " + std::to_string(Worst.Bytes);
  Finding F =
      R.make(Rule, Confidence::Medium, Worst.Where, Worst.Name, Message);
  for (size_t I = Chain.size(); I-- > 0;) {
    const StackFunction &Here = Graph[Chain[I].Function];
    std::string Text = quoted(R.str(Here.Name)) + " takes " +
                       std::to_string(Here.Bytes) + " bytes";
    if (Here.Open)
      Text += " and an amount that is only known at run time";
    if (Depths.recursive(Chain[I].Function))
      Text += ", each time that it is entered again";
    if (I)
      Text += ", called by " + quoted(R.str(Graph[Chain[I - 1].Function].Name));
    R.addStep(F, I ? TraceStep::Kind::Call : TraceStep::Kind::Note,
              I ? Chain[I].Call : Here.Where,
              I ? Graph[Chain[I - 1].Function].Name : Here.Name,
              std::move(Text));
  }
  R.add(std::move(F), {"chain", R.str(Worst.Name)});
}

/// What is asked of the deepest chains, which have their ends in common.
class ChainFacts {
public:
  struct Of {
    uint32_t Largest = 0; ///< The first of those with the largest frame.
    bool InOneUnit = true;
    bool Known = false;
  };

  ChainFacts(llvm::ArrayRef<StackFunction> Graph, const StackDepths &Depths)
      : Graph(Graph), Depths(Depths), All(Graph.size()) {}

  /// O(1) for each function that was not met before.
  const Of &of(uint32_t F) {
    llvm::SmallVector<uint32_t, 32> Open;
    std::optional<uint32_t> At = F;
    for (; At && !All[*At].Known; At = Depths.next(*At))
      Open.push_back(*At);
    while (!Open.empty()) {
      const uint32_t Here = Open.pop_back_val();
      Of &Now = All[Here];
      Now.Largest = Here;
      Now.Known = true;
      if (auto Below = Depths.next(Here)) {
        const Of &Rest = All[*Below];
        Now.InOneUnit =
            Rest.InOneUnit && Graph[*Below].Unit == Graph[Here].Unit;
        if (Graph[Rest.Largest].Bytes > Graph[Here].Bytes)
          Now.Largest = Rest.Largest;
      }
    }
    return All[F];
  }

private:
  llvm::ArrayRef<StackFunction> Graph;
  const StackDepths &Depths;
  std::vector<Of> All;
};

} // namespace

void judgeStacks(Reporter &R, const model::BugRule &Rule,
                 llvm::ArrayRef<StackFunction> Graph, const StackDepths &Depths,
                 bool Crossing) {
  StackLimits Limits(Rule);
  // Of all chains through one large frame the deepest is told.
  struct Deep {
    uint32_t From = 0;
    StackKind Kind{};
  };
  std::map<uint32_t, Deep> Worst;
  ChainFacts Chains(Graph, Depths);
  for (uint32_t F = 0; F != Graph.size(); ++F) {
    StackKind Kind = Graph[F].OnIrqStack ? StackKind::Irq : StackKind::Task;
    if ((!Depths.isEntry(F) && !Graph[F].OnIrqStack) ||
        Depths.depth(F) <= Limits.of(Kind))
      continue;
    const ChainFacts::Of &Chain = Chains.of(F);
    if (Crossing && Chain.InOneUnit)
      continue;
    const uint32_t Largest = Chain.Largest;
    auto [It, New] = Worst.try_emplace(Largest, Deep{F, Kind});
    if (!New && Depths.depth(F) > Depths.depth(It->second.From))
      It->second = {F, Kind};
  }
  for (const auto &[Largest, D] : Worst) {
    std::vector<StackDepths::Link> Chain = Depths.chain(D.From);
    size_t At = 0;
    while (Chain[At].Function != Largest)
      ++At;
    report(R, Rule, Graph, Depths, Chain, At, D.Kind, Limits.of(D.Kind));
  }
}

void checkStackDepth(Reporter &R, const model::BugRule &Rule,
                     llvm::ArrayRef<Root> Roots) {
  std::vector<StackFunction> Graph;
  std::map<support::StringId, uint32_t> ByName;
  for (const auto &F : R.Tu.Functions) {
    ByName[F->Name] = uint32_t(Graph.size());
    StackFunction &Out = Graph.emplace_back();
    Out.Name = F->Name;
    Out.Where = F->Where;
    Out.Bytes = frameBytes(*F);
    Out.Open =
        llvm::any_of(F->Vars, [](const facts::Variable &V) { return V.IsVla; });
  }
  for (const Root &Callback : Roots)
    if (auto It = ByName.find(Callback.Function);
        It != ByName.end() && runsOnIrqStack(*Callback.Rule))
      Graph[It->second].OnIrqStack = true;
  for (size_t I = 0; I != Graph.size(); ++I)
    for (const facts::Event &E : R.Tu.Functions[I]->Events)
      if (E.Kind == facts::EventKind::Call)
        if (auto It = ByName.find(R.Tu.Functions[I]->Calls[E.Call].Callee);
            It != ByName.end())
          Graph[I].Calls.push_back({It->second, E.Where});
  judgeStacks(R, Rule, Graph, {Graph, StackLimits(Rule).PerCall},
              /*Crossing=*/false);
}

} // namespace gfpcheck::checks
