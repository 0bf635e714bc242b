// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "summary/SummaryCall.h"
#include "summary/Portable.h"

namespace gfpcheck::summary {

using analysis::CallSite;
using analysis::Condition;
using analysis::DerefOp;
using analysis::Evaluator;
using analysis::FreshMemory;
using analysis::Held;
using analysis::Outcome;
using analysis::ResolvedCall;
using analysis::SleepOp;
using analysis::State;
using analysis::Value;
using analysis::Write;
using facts::ExprId;

namespace {

class Application {
public:
  Application(const FunctionSummary &Callee, const facts::ExprTable &Portable,
              uint64_t NoFail, const CallSite &Site, const State &S,
              Evaluator &Eval)
      : Callee(Callee), Portable(Portable), NoFail(NoFail), Site(Site), S(S),
        Eval(Eval), Import(Portable, Site.Function, Eval, S, Site.Call.Args) {}

  ResolvedCall run(bool Full) {
    ResolvedCall R;
    R.Name = Callee.Name;
    R.Known = true;
    R.NeverReturns = Callee.NeverReturns;
    for (const Outcome &O : Callee.Exits)
      if (auto Here = outcome(O))
        R.Outcomes.push_back(std::move(*Here));
    // No exit fits what is known here: the call is not reached like this.
    if (R.Outcomes.empty() && !Callee.Exits.empty())
      R.NeverReturns = true;
    if (!Full)
      return R;
    for (const SleepOp &Op : Callee.Sleeps)
      if (auto Here = sleep(Op))
        R.Sleeps.push_back(std::move(*Here));
    for (const DerefOp &D : Callee.Derefs)
      if (auto Here = deref(D))
        R.Derefs.push_back(std::move(*Here));
    return R;
  }

private:
  /// Conditions in the caller's terms, without those that hold anyway. False
  /// if they contradict what is known.
  bool conditions(const std::vector<Condition> &From,
                  std::vector<Condition> &To, bool &Lost) {
    if (From.empty())
      return true;
    State Trial = S;
    for (const Condition &C : From) {
      auto E = Import(C.Expr);
      if (!E) {
        Lost |= C.OnGfp;
        continue;
      }
      Value Before = Eval.valueOfCanonical(Trial, *E);
      if (!Eval.assumeValue(Trial, *E, C.Is, Site.Event.Where))
        return false;
      Value After = Before;
      After.Same = 0;
      Value Is = C.Is;
      if (!meet(After, Is))
        return false;
      bool Known = After.Lo == Before.Lo && After.Hi == Before.Hi &&
                   After.One == Before.One && After.Zero == Before.Zero &&
                   After.isNonZero() == Before.isNonZero();
      if (Known)
        continue;
      Condition Here = C;
      Here.Expr = *E;
      To.push_back(Here);
    }
    return true;
  }

  void prepend(llvm::SmallVectorImpl<analysis::Origin::Step> &Path) {
    Path.insert(Path.begin(), {Site.Event.Where, Callee.Name});
  }

  ExprId lock(ExprId Lock) {
    if (!Lock)
      return 0;
    auto E = Import(Lock, true);
    return E ? *E : 0;
  }

  std::optional<FreshMemory> fresh(const std::optional<FreshMemory> &From) {
    if (!From)
      return std::nullopt;
    FreshMemory F = *From;
    if (F.Gfp) {
      auto G = Import(F.Gfp);
      F.Gfp = G ? *G : 0;
      if (G && (Eval.valueOfCanonical(S, *G).One & NoFail))
        return std::nullopt;
    }
    if (F.At.Path.size() < MaxPath)
      prepend(F.At.Path);
    return F;
  }

  Value value(const Value &From) {
    Value V = From;
    if (V.Same) {
      auto E = Import(V.Same);
      V.Same = E ? *E : 0;
    }
    return V;
  }

  std::optional<Outcome> outcome(const Outcome &From) {
    Outcome O;
    bool Lost = false;
    if (!conditions(From.If, O.If, Lost))
      return std::nullopt;
    // An exit for callers that are elsewhere.
    for (const Held &H : S.Context)
      if (From.CallerIsNot & model::maskOf(H.Kind))
        return std::nullopt;
    O.CallerIsNot = From.CallerIsNot;
    for (const Outcome::Leave &L : From.Leaves)
      O.Leaves.push_back({L.Kind, lock(L.Lock), L.Absolute});
    for (const Held &H : From.Enters) {
      Held Here = H;
      Here.Lock = lock(H.Lock);
      if (Here.Since.Chain.size() < MaxPath)
        prepend(Here.Since.Chain);
      O.Enters.push_back(std::move(Here));
    }
    O.Result = From.Result;
    if (O.Result.Same) {
      // It is about what the call returns with, writes included.
      auto E = Import.unread(O.Result.Same);
      O.Result.Same = E ? *E : 0;
    }
    O.Fresh = fresh(From.Fresh);
    O.Failed = fresh(From.Failed);
    for (const Write &W : From.Writes)
      if (auto P = Import(W.Place, true))
        O.Writes.push_back({*P, value(W.Now), fresh(W.Fresh)});
    return O;
  }

  std::optional<SleepOp> sleep(const SleepOp &From) {
    if (From.At.Path.size() >= MaxPath)
      return std::nullopt;
    for (const Held &H : S.Context)
      if (From.CallerIsNot & model::maskOf(H.Kind))
        return std::nullopt;
    SleepOp Op = From;
    Op.If.clear();
    bool Lost = false;
    if (!conditions(From.If, Op.If, Lost))
      return std::nullopt;
    Op.Sometimes |= Lost;
    // The mask is written here if the callee takes it as it is from an
    // argument.
    Op.GfpText = {};
    const facts::Expr &Mask = Portable[From.Gfp];
    if (From.Gfp && Mask.Kind == facts::ExprKind::Var && Mask.Value >= 0 &&
        size_t(Mask.Value) < Site.Call.ArgTexts.size())
      Op.GfpText = Site.Call.ArgTexts[Mask.Value];
    if (From.Gfp) {
      auto G = Import(From.Gfp);
      Op.Gfp = G ? *G : 0;
      if (G)
        Op.GfpMask |= Eval.valueOfCanonical(S, *G).One;
    }
    Op.Released.clear();
    for (const analysis::Released &R : From.Released)
      Op.Released.push_back({R.Kind, lock(R.Lock)});
    prepend(Op.At.Path);
    return Op;
  }

  std::optional<DerefOp> deref(const DerefOp &From) {
    if (From.At.Path.size() >= MaxPath)
      return std::nullopt;
    DerefOp D = From;
    auto P = Import(From.Pointer);
    if (!P)
      return std::nullopt;
    D.Pointer = *P;
    D.If.clear();
    bool Lost = false;
    if (!conditions(From.If, D.If, Lost))
      return std::nullopt;
    prepend(D.At.Path);
    return D;
  }

  const FunctionSummary &Callee;
  const facts::ExprTable &Portable;
  uint64_t NoFail;
  const CallSite &Site;
  const State &S;
  Evaluator &Eval;
  Importer Import;
};

} // namespace

ResolvedCall applySummary(const FunctionSummary &Callee,
                          const facts::ExprTable &Portable, uint64_t NoFail,
                          const CallSite &Site, const State &S, Evaluator &Eval,
                          bool Full) {
  return Application(Callee, Portable, NoFail, Site, S, Eval).run(Full);
}

} // namespace gfpcheck::summary
