// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "summary/CallList.h"
#include "analysis/Spell.h"
#include "llvm/ADT/STLExtras.h"

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

namespace {
Value numberOnly(Value V) {
  V.Same = 0;
  V.Site = 0;
  V.Since = {};
  V.Written = false;
  return V;
}

bool sameProperty(const CallWay &A, const CallWay &B) {
  return A.Held == B.Held && A.GivenUp == B.GivenUp &&
         A.CallerIsNot == B.CallerIsNot;
}
} // namespace

uint32_t CallRecorder::parameter(const State &S, ExprId E) const {
  const Expr &X = Sim.exprs()[E];
  if (X.Kind != ExprKind::Var || X.Value < 0)
    return 0;
  const facts::Variable &V = Sim.function().Vars[X.Value];
  const Value *Known = S.find(E);
  bool Unchanged = !Known || !Known->Written;
  return V.Kind == VarKind::Param && Unchanged ? V.ParamIndex + 1 : 0;
}

uint32_t CallRecorder::begin(const Held &H) {
  Begin B;
  B.Kind = H.Kind;
  B.Unsure = H.Unsure;
  B.Api = H.Since.Api;
  B.Where = H.Since.Where;
  if (!H.Since.Chain.empty())
    B.Call = H.Since.Chain.front().Where;
  if (H.Lock) {
    std::string Name =
        analysis::spell(H.Lock, Sim.exprs(), Sim.function(), Strings);
    B.Lock = Strings.intern(llvm::StringRef(Name).ltrim('&'));
  }
  auto It = llvm::find(Out.Begins, B);
  if (It == Out.Begins.end())
    It = Out.Begins.insert(It, B);
  return uint32_t(It - Out.Begins.begin());
}

CallWay CallRecorder::way(const State &S, const CallSite &Site) {
  CallWay W;
  W.Where = Site.Event.Where;
  for (const Held &H : S.Context)
    W.Held.push_back(begin(H));
  for (const analysis::Released &R : S.GivenUp)
    W.GivenUp |= maskOf(R.Kind);
  W.CallerIsNot = S.CallerIsNot;
  for (const auto &[Place, V] : S.values())
    if (uint32_t P = parameter(S, Place); P && !V.isTop())
      W.If.push_back({P - 1, numberOnly(V)});
  llvm::sort(W.If, [](const ParamIs &A, const ParamIs &B) {
    return A.Param < B.Param;
  });
  for (uint32_t I = 0; I != Site.Call.Args.size() && I != MaxCallArgs; ++I) {
    ExprId E = Sim.evaluator().canonical(S, Site.Call.Args[I]);
    if (uint32_t P = parameter(S, E)) {
      W.Args.push_back({I, P, {}});
      continue;
    }
    Value V = numberOnly(Sim.evaluator().valueOfCanonical(S, E));
    if (!V.isTop())
      W.Args.push_back({I, 0, V});
  }
  return W;
}

ListedCall &CallRecorder::entry(const State &S, const CallSite &Site) {
  uint32_t Next = uint32_t(Out.Calls.size());
  if (support::StringId Callee = Site.Call.Callee) {
    auto [It, New] = ByCallee.try_emplace(Callee, Next);
    if (New)
      Out.Calls.emplace_back().Callee = Callee;
    return Out.Calls[It->second];
  }
  auto [It, New] = ByEvent.try_emplace(Site.EventIndex, Next);
  if (New) {
    ListedCall &C = Out.Calls.emplace_back();
    C.Open = Site.EventIndex;
    Expr X = Sim.exprs()[Sim.evaluator().canonical(S, Site.Call.Through)];
    while (X.Kind == ExprKind::Index || X.Kind == ExprKind::Cast)
      X = Sim.exprs()[X.A];
    if (X.Kind == ExprKind::Field) {
      C.Record = X.Name2;
      C.Field = X.Name;
    }
  }
  return Out.Calls[It->second];
}

void CallRecorder::add(std::vector<CallWay> &Ways, CallWay W) {
  CallWay *Same = nullptr;
  for (CallWay &Old : Ways) {
    if (!sameProperty(Old, W))
      continue;
    if (Old.If == W.If && Old.Args == W.Args)
      return;
    Same = &Old;
  }
  if (Ways.size() < (Same ? MaxCallWays : MaxCallWaysHard)) {
    Ways.push_back(std::move(W));
  } else if (Same) {
    // It now stands for ways of which nothing common is known.
    Same->If.clear();
    Same->Args.clear();
  }
}

void CallRecorder::call(const State &S, const CallSite &Site,
                        const ResolvedCall &) {
  if (!Site.Call.IsMacro)
    add(entry(S, Site).Ways, way(S, Site));
}

CallList CallRecorder::take(llvm::function_ref<uint32_t(uint32_t)> OpenIndex) {
  for (const auto &[Event, Number] : ByEvent)
    Out.Calls[Number].Open = OpenIndex(Event);
  return std::move(Out);
}

} // namespace gfpcheck::summary
