// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "summary/RuleCall.h"

namespace gfpcheck::summary {

using analysis::CallSite;
using analysis::Condition;
using analysis::Evaluator;
using analysis::Outcome;
using analysis::ResolvedCall;
using analysis::SleepOp;
using analysis::State;
using analysis::Value;
using facts::ExprId;
using facts::ExprKind;
using model::Api;
using model::ArgRef;
using model::ContextEffect;
using model::FailsWith;
using model::GfpMeaning;
using model::When;

RuleCalls::RuleCalls(const model::RuleSet &Rules, const model::GfpDecoder &Gfp,
                     const facts::TuEnvironment &Env,
                     support::StringPool &Strings)
    : Rules(Rules), Gfp(Gfp), Strings(Strings) {
  for (const auto &[Name, Number] : Env.Constants)
    Constants[Name] = Number;
}

const Api *RuleCalls::entryFor(const facts::CallInfo &Call) {
  if (!Call.Callee)
    return nullptr;
  uint64_t Key = Call.Callee;
  auto Candidates = Rules.bySymbol(Strings.str(Call.Callee));
  if (Candidates.empty())
    return nullptr;
  if (Candidates.size() == 1)
    return Candidates.front();
  for (support::StringId M : Call.Macros) {
    llvm::StringRef Name = Strings.str(M);
    for (const Api *A : Candidates)
      if (A->Name == Name)
        return A;
  }
  auto [It, New] = Cache.try_emplace(Key, nullptr);
  if (New) {
    It->second = Candidates.front();
    for (const Api *A : Candidates)
      if (A->Name == Strings.str(Call.Callee))
        It->second = A;
  }
  return It->second;
}

/// One call being resolved: what all parts below share.
struct RuleCalls::Call {
  RuleCalls &Rules;
  const Api &A;
  const CallSite &Site;
  const State &S;
  Evaluator &Eval;
  ResolvedCall R;

  ExprId arg(ArgRef Ref) const {
    if (!Ref.valid() || Ref.Index == ArgRef::Result ||
        Ref.Index > Site.Call.Args.size())
      return 0;
    return Eval.canonical(S, Site.Call.Args[Ref.Index - 1]);
  }

  /// The lock that an argument points at.
  ExprId lock(ArgRef Ref) const {
    // The destructor of a guard gets the guard; what was taken last is left.
    ExprId P = Site.Call.IsCleanup ? 0 : arg(Ref);
    if (!P)
      return 0;
    ExprId Place = Eval.place(S, Eval.table().deref(P));
    // A macro that hands the lock on by way of a function names the raw lock
    // inside; people mean the one around it.
    const facts::ExprTable &Exprs = Eval.table();
    bool ByWay = Exprs[Site.Call.Args[Ref.Index - 1]].Kind == ExprKind::Temp &&
                 !Site.Call.Macros.empty();
    if (ByWay && Exprs[Place].Kind == ExprKind::Field)
      if (ExprId Around = Exprs[Place].A; Exprs.isPlace(Around))
        Place = Around;
    return Place;
  }

  bool constantOf(const std::string &Name, int64_t &C) const {
    auto It = Rules.Constants.find(Name);
    if (It == Rules.Constants.end())
      return false;
    C = It->second;
    return true;
  }

  /// Turns a When into conditions. Returns false if it cannot hold; Vague is
  /// set where the rule itself does not know.
  bool conditions(const When &W, std::vector<Condition> &If,
                  bool &Vague) const {
    Condition C;
    C.Where = Site.Event.Where;
    switch (W.What) {
    case When::Kind::Never:
      return false;
    case When::Kind::Always:
      return true;
    case When::Kind::Sometimes:
      Vague = true;
      return true;
    case When::Kind::IfGfpBlocks:
      C.Expr = arg(W.Arg);
      C.Is.One = Rules.Gfp.bits(GfpMeaning::Blocks);
      C.Is.NonZero = C.Is.One != 0;
      C.OnGfp = true;
      break;
    case When::Kind::IfNonZero:
      C.Expr = arg(W.Arg);
      C.Is = Value::nonZero();
      break;
    case When::Kind::IfZero:
      C.Expr = arg(W.Arg);
      C.Is = Value::zero();
      break;
    case When::Kind::IfFlagSet:
    case When::Kind::IfFlagClear: {
      int64_t Mask = 0;
      C.Expr = arg(W.Arg);
      if (!constantOf(W.Flag, Mask)) {
        Vague = true;
        return true;
      }
      if (W.What == When::Kind::IfFlagSet) {
        C.Is.One = uint64_t(Mask);
        C.Is.NonZero = true;
      } else {
        C.Is.Zero = uint64_t(Mask);
      }
      break;
    }
    }
    if (!C.Expr) {
      Vague = true;
      return true;
    }
    Value Now = Eval.valueOfCanonical(S, C.Expr), Met = Now;
    Met.Same = 0;
    if (!meet(Met, C.Is))
      return false;
    bool Holds = C.Is.isZero() ? Now.isZero()
                 : C.Is.One    ? (Now.One & C.Is.One) == C.Is.One
                 : C.Is.Zero   ? (Now.Zero & C.Is.Zero) == C.Is.Zero
                               : Now.isNonZero();
    if (!Holds)
      If.push_back(C);
    return true;
  }

  analysis::Witness witness() const {
    analysis::Witness W;
    W.Where = Site.Event.Where;
    W.Function = Site.Function.Name;
    W.Api = R.Name;
    return W;
  }

  /// Did the function itself enter one of these?
  bool holds(model::ContextMask Mask) const {
    for (const analysis::Held &H : S.Context)
      if (Mask & model::maskOf(H.Kind))
        return true;
    return false;
  }

  void sleeps() {
    SleepOp Op;
    Op.At = witness();
    Op.Trust = A.SleepTrust;
    Op.Why = A.SleepWhy;
    bool Vague = false;
    if (!conditions(A.Sleeps, Op.If, Vague) || holds(A.SleepNotIn))
      return;
    Op.CallerIsNot = A.SleepNotIn;
    Op.OnlyIn = A.SleepOnlyIn;
    Op.Sometimes = Vague;
    if (A.isHearsay() && !Site.Call.IsMacro)
      Op.Hearsay = Site.Call.Callee;
    if (Vague)
      Op.Why = A.Sleeps.Text;
    ArgRef G = A.Sleeps.What == When::Kind::IfGfpBlocks ? A.Sleeps.Arg
               : A.Alloc                                ? A.Alloc->Gfp
                                                        : ArgRef();
    Op.IsAlloc = A.Alloc.has_value();
    // What the call gives up and takes back is not held while it sleeps.
    for (const ContextEffect &E : A.Context)
      if (E.What == ContextEffect::Op::Leave)
        for (model::ContextKind K : E.Kinds)
          Op.Released.push_back({K, model::isLock(K) ? lock(E.Object) : 0});
    if (ExprId Mask = arg(G)) {
      Op.Gfp = Mask;
      Value V = Eval.valueOfCanonical(S, Mask);
      Op.GfpMask = V.One;
      if (G.Index <= Site.Call.ArgTexts.size())
        Op.GfpText = Site.Call.ArgTexts[G.Index - 1];
    } else if (Op.IsAlloc) {
      Op.ImplicitGfp = true;
    }
    R.Sleeps.push_back(std::move(Op));
  }

  void derefs() {
    ExprId Bytes = arg(A.DerefBytes);
    Value Count = Bytes ? Eval.valueOfCanonical(S, Bytes) : Value::nonZero();
    if (Count.isZero())
      return;
    for (ArgRef Ref : A.Derefs)
      if (ExprId P = arg(Ref)) {
        analysis::DerefOp D;
        D.At = witness();
        D.Pointer = P;
        if (!Count.isNonZero())
          D.If.push_back({Bytes, Value::nonZero(), Site.Event.Where, false});
        R.Derefs.push_back(std::move(D));
      }
  }

  /// Whoever gets past a call that follows a pointer has a pointer.
  void pointersAreThere() {
    ExprId Bytes = arg(A.DerefBytes);
    if (A.Derefs.empty() ||
        (Bytes && !Eval.valueOfCanonical(S, Bytes).isNonZero()))
      return;
    if (R.Outcomes.empty())
      R.Outcomes.emplace_back();
    for (ArgRef Ref : A.Derefs) {
      Condition C;
      C.Expr = arg(Ref);
      C.Is = Value::nonZero();
      if (C.Expr && !Eval.valueOfCanonical(S, C.Expr).isZero())
        for (Outcome &O : R.Outcomes)
          O.If.push_back(C);
    }
  }

  /// A callee that checks an argument tells of NULL by its result.
  void checks() {
    for (ArgRef Ref : A.Checks) {
      Condition C;
      C.Expr = arg(Ref);
      C.Where = Site.Event.Where;
      if (!C.Expr || Eval.valueOfCanonical(S, C.Expr).isNonZero())
        continue;
      if (R.Outcomes.empty())
        R.Outcomes.emplace_back();
      Outcome Refused;
      Refused.Result.Hi = -1;
      C.Is = Value::zero();
      Refused.If.push_back(C);
      C.Is = Value::nonZero();
      for (Outcome &O : R.Outcomes)
        O.If.push_back(C);
      R.Outcomes.push_back(std::move(Refused));
    }
  }

  /// Can the allocation be seen not to fail?
  bool cannotFail() const {
    const auto &E = *A.Alloc;
    if (ExprId G = arg(E.Gfp)) {
      Value V = Eval.valueOfCanonical(S, G);
      uint64_t Bits = Rules.Gfp.bits(GfpMeaning::NoFail);
      // Where flags are passed on, the caller who gave them is asked again.
      if (V.One & Bits)
        return true;
    }
    std::vector<Condition> If;
    bool Vague = false;
    return conditions(E.CannotFail, If, Vague);
  }

  void allocation(Outcome &O) {
    const auto &E = *A.Alloc;
    if (E.Object.Index != ArgRef::Result)
      return;
    bool IsError = E.Fails == FailsWith::ErrPtr;
    if (E.Fails == FailsWith::Never || IsError)
      O.Result = Value::nonZero();
    if (E.Fails != FailsWith::Null && !IsError)
      return;
    if (cannotFail()) {
      if (E.CannotFail.What == When::Kind::Always)
        O.Result = Value::nonZero();
      return;
    }
    analysis::FreshMemory Fresh;
    Fresh.At = witness();
    Fresh.Family = Rules.Strings.intern(E.Family);
    Fresh.Gfp = arg(E.Gfp);
    Fresh.IsError = IsError;
    O.Fresh = Fresh;
  }

  analysis::Held held(model::ContextKind K, ExprId Lock) const {
    analysis::Held H{K, model::isLock(K) ? Lock : 0, {}};
    H.Since.Where = Site.Event.Where;
    H.Since.Api = R.Name;
    return H;
  }

  /// Whoever takes a lock in an object has the object.
  void lockIsThere(ExprId Lock, Outcome &O) const {
    const facts::ExprTable &Exprs = Eval.table();
    while (Exprs[Lock].Kind == ExprKind::Field)
      Lock = Exprs[Lock].A;
    if (Exprs[Lock].Kind != ExprKind::Deref || !Exprs[Lock].A)
      return;
    Condition C;
    C.Expr = Exprs[Lock].A;
    C.Is = Value::nonZero();
    C.Where = Site.Event.Where;
    O.If.push_back(C);
  }

  void context() {
    Outcome O, Failed;
    bool Tries = false;
    for (const ContextEffect &E : A.Context) {
      ExprId Lock = lock(E.Object);
      for (model::ContextKind K : E.Kinds)
        if (E.What == ContextEffect::Op::Leave)
          O.Leaves.push_back({K, model::isLock(K) ? Lock : 0, E.Absolute});
        else
          O.Enters.push_back(held(K, Lock));
      if (E.What != ContextEffect::Op::Leave)
        lockIsThere(Lock, O);
      if (E.What == ContextEffect::Op::Try) {
        Tries = true;
        O.Result = E.SuccessNonZero ? Value::nonZero() : Value::zero();
        Failed.Result = E.SuccessNonZero ? Value::zero() : Value::nonZero();
      }
    }
    if (A.Alloc)
      allocation(O);
    R.Outcomes.push_back(std::move(O));
    if (Tries)
      R.Outcomes.push_back(std::move(Failed));
  }

  void query() {
    Outcome Yes, No;
    Yes.Result = Value::nonZero();
    Yes.CallerIsNot = A.Query->NoneIfTrue;
    No.Result = Value::zero();
    No.CallerIsNot = A.Query->NoneIfFalse;
    // The function itself may have made the context that is asked for.
    if (!holds(Yes.CallerIsNot))
      R.Outcomes.push_back(std::move(Yes));
    if (!holds(No.CallerIsNot))
      R.Outcomes.push_back(std::move(No));
  }
};

/// A place that stands for the result of a pure function, so that two calls
/// with equal arguments are known to agree.
static ExprId pureResult(const Api &A, const CallSite &Site, const State &S,
                         Evaluator &Eval, support::StringPool &Strings) {
  facts::Expr X;
  X.Kind = ExprKind::Var;
  X.Value = -1;
  X.Name = Strings.intern(A.Name + "()");
  ExprId E = Eval.table().get(X);
  for (ExprId Arg : Site.Call.Args)
    E = Eval.table().index(E, Eval.canonical(S, Arg));
  return E;
}

ResolvedCall RuleCalls::resolve(const Api &A, const CallSite &Site,
                                const State &S, Evaluator &Eval, bool Full) {
  Call C{*this, A, Site, S, Eval, {}};
  C.R.Rule = &A;
  C.R.Known = true;
  C.R.Name = Strings.intern(A.Name);
  if (A.Query)
    C.query();
  else if (A.Alloc || !A.Context.empty())
    C.context();
  if (A.Pure) {
    Outcome O;
    O.Result.Same = pureResult(A, Site, S, Eval, Strings);
    C.R.Outcomes = {O};
  }
  if (A.LastReference && C.R.Outcomes.empty())
    C.R.Outcomes.resize(2);
  if (A.LastReference) {
    C.R.Outcomes.front().Result = Value::nonZero();
    C.R.Outcomes.front().LastReference = true;
    C.R.Outcomes.back().Result = Value::zero();
  }
  C.pointersAreThere();
  C.checks();
  if (Full) {
    C.sleeps();
    C.derefs();
  }
  return std::move(C.R);
}

} // namespace gfpcheck::summary
