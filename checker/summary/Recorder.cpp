// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "summary/Recorder.h"
#include "llvm/ADT/SmallSet.h"

namespace gfpcheck::summary {

using analysis::CallSite;
using analysis::Held;
using analysis::ResolvedCall;
using analysis::State;
using analysis::Value;
using facts::Expr;
using facts::ExprId;
using facts::ExprKind;
using facts::VarKind;

Recorder::Recorder(analysis::Simulation &Sim,
                   llvm::function_ref<bool(support::StringId)> IsOpen)
    : Sim(Sim), IsOpen(IsOpen) {
  const facts::FunctionFacts &F = Sim.function();
  Frame.Name = F.Name;
  Frame.UniqueName = F.UniqueName;
  Frame.Where = F.Where;
  Frame.End = F.End;
  Frame.IsStatic = F.IsStatic;
  Frame.IsInline = F.IsInline;
  Frame.InMainFile = F.InMainFile;
  Frame.ReturnType = F.ReturnType;
  Frame.ParamCount = F.ParamCount;
  for (uint32_t I = 0; I != F.ParamCount; ++I)
    variable(I);
}

uint32_t Recorder::variable(uint32_t Index) {
  auto [It, New] = Variables.try_emplace(Index, uint32_t(Frame.Vars.size()));
  if (New)
    Frame.Vars.push_back(Sim.function().Vars[Index]);
  return It->second;
}

ExprId Recorder::copy(ExprId E) {
  if (!E)
    return 0;
  if (auto It = Copies.find(E); It != Copies.end())
    return It->second;
  Expr X = Sim.exprs()[E];
  if (X.Kind == ExprKind::Var && X.Value >= 0)
    X.Value = variable(uint32_t(X.Value));
  X.A = copy(X.A);
  X.B = copy(X.B);
  return Copies[E] = Frame.Exprs.get(X);
}

bool Recorder::mentionsCaller(ExprId E) const {
  const Expr &X = Sim.exprs()[E];
  if (X.Kind == ExprKind::Var) {
    if (X.Value < 0)
      return true;
    VarKind K = Sim.function().Vars[X.Value].Kind;
    return K == VarKind::Param || K == VarKind::Global;
  }
  return (X.A && mentionsCaller(X.A)) || (X.B && mentionsCaller(X.B));
}

uint32_t Recorder::event(const CallSite &Site) {
  facts::CallInfo Call;
  Call.Callee = Site.Call.Callee;
  Call.Through = copy(Site.Call.Through);
  for (ExprId Arg : Site.Call.Args)
    Call.Args.push_back(copy(Arg));
  facts::Event E;
  E.Kind = facts::EventKind::Call;
  E.Where = Site.Event.Where;
  E.Call = uint32_t(Frame.Calls.size());
  Frame.Calls.push_back(std::move(Call));
  Frame.Events.push_back(E);
  return uint32_t(Frame.Events.size() - 1);
}

/// What a reader of the sliced state can ask for: places in arguments and
/// locks and what they are known to equal; and what steers the caller's caller.
State Recorder::slice(const State &S, const CallSite &Site) {
  State Out;
  Out.CallerIsNot = S.CallerIsNot;
  Out.LastReference = S.LastReference;
  llvm::SmallVector<ExprId, 16> Work(Site.Call.Args.begin(),
                                     Site.Call.Args.end());
  if (Site.Call.Through)
    Work.push_back(Site.Call.Through);
  for (size_t I = Work.size(); I-- != 0;)
    Work.push_back(Sim.evaluator().canonical(S, Work[I]));
  llvm::SmallSet<ExprId, 4> Locks;
  for (const Held &H : S.Context) {
    Held Copy = H;
    Copy.Lock = copy(H.Lock);
    Out.Context.push_back(std::move(Copy));
    if (H.Lock)
      Locks.insert(H.Lock);
  }
  for (const analysis::Released &R : S.GivenUp)
    Out.GivenUp.push_back({R.Kind, copy(R.Lock)});

  unsigned Kept = 0;
  auto Keep = [&](ExprId Place, const Value &V) {
    Value W = V;
    W.Same = copy(V.Same);
    W.Site = 0;
    Out.set(copy(Place), W);
    ++Kept;
  };
  llvm::SmallSet<ExprId, 32> Seen;
  while (!Work.empty() && Kept < MaxStateValues) {
    ExprId E = Work.pop_back_val();
    if (!E || !Seen.insert(E).second)
      continue;
    const Expr X = Sim.exprs()[E];
    if (const Value *V = S.find(E)) {
      Keep(E, *V);
      Work.push_back(V->Same);
    }
    Work.push_back(X.A);
    Work.push_back(X.B);
  }
  for (const auto &[Place, V] : S.values()) {
    if (Kept >= MaxStateValues)
      break;
    if (Seen.contains(Place))
      continue;
    bool Followed = V.isNonZero() && !V.isConstant() && !V.Since.valid();
    bool Steers = !V.Written && !V.isTop() && !Followed &&
                  Sim.exprs()[Place].Kind != ExprKind::Temp &&
                  mentionsCaller(Place);
    if (Steers || (V.Same && Locks.contains(V.Same)))
      Keep(Place, V);
  }
  return Out;
}

void Recorder::addWay(Kept &K, State S) {
  State *SameContext = nullptr;
  for (State &Old : K.Ways) {
    if (!Old.sameContext(S))
      continue;
    if (Old.sameValues(S))
      return;
    SameContext = &Old;
  }
  if (K.Ways.size() < MaxWays)
    K.Ways.push_back(std::move(S));
  else if (SameContext)
    SameContext->joinValues(S, false, Sim.exprs());
}

void Recorder::call(const State &S, const CallSite &Site,
                    const ResolvedCall &R) {
  if (R.Rule && (!R.Rule->leavesSleepOpen() || Site.Call.IsMacro))
    return;
  bool Direct = Site.Call.Callee != 0;
  if (Direct && !R.Rule && R.Known && !IsOpen(Site.Call.Callee))
    return;
  auto [It, New] = Calls.try_emplace(Site.EventIndex);
  Kept &K = It->second;
  if (New)
    K.Event = event(Site);
  K.Applied |= R.Known && !R.Rule;
  addWay(K, slice(S, Site));
}

uint32_t Recorder::openIndex(uint32_t Event) const {
  auto It = Calls.find(Event);
  return It == Calls.end() ? 0 : uint32_t(std::distance(Calls.begin(), It) + 1);
}

OpenFrame Recorder::take() {
  OpenFrame Out;
  Out.Facts = std::move(Frame);
  for (auto &[Event, K] : Calls)
    Out.Calls.push_back({K.Event, K.Applied, std::move(K.Ways)});
  return Out;
}

} // namespace gfpcheck::summary
