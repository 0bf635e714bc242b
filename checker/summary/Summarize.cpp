// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "summary/Summarize.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>
#include <tuple>

namespace gfpcheck::summary {

using analysis::Condition;
using analysis::DerefOp;
using analysis::FreshMemory;
using analysis::Held;
using analysis::Outcome;
using analysis::ResolvedCall;
using analysis::SleepOp;
using analysis::State;
using analysis::Value;
using facts::ExprId;
using facts::ExprKind;

Summarizer::Summarizer(analysis::Simulation &Sim, facts::ExprTable &Portable)
    : Sim(Sim), Export(Sim.function(), Sim.exprs(), Portable) {
  Out.Name = Sim.function().Name;
}

ExprId Summarizer::exported(const State &S, ExprId E) {
  if (!E)
    return 0;
  auto P = Export(S, E);
  return P ? *P : 0;
}

namespace {
/// The same conditions, or fewer: A holds whenever B does.
bool weaker(const std::vector<Condition> &A, const std::vector<Condition> &B) {
  return std::all_of(A.begin(), A.end(), [&](const Condition &C) {
    return std::find(B.begin(), B.end(), C) != B.end();
  });
}

bool sameSleep(const SleepOp &A, const SleepOp &B) {
  return A.At.Where == B.At.Where && A.At.Api == B.At.Api &&
         A.At.Path == B.At.Path && A.Sometimes == B.Sometimes &&
         A.Released == B.Released && A.Gfp == B.Gfp && A.OnlyIn == B.OnlyIn;
}

/// A happens wherever B does, and to more callers.
bool covers(const SleepOp &A, const SleepOp &B) {
  return !(A.CallerIsNot & ~B.CallerIsNot) && !(A.Inside & ~B.Inside) &&
         weaker(A.If, B.If);
}

void keepCommon(std::vector<Condition> &A, const std::vector<Condition> &B) {
  std::erase_if(A, [&](const Condition &C) {
    return std::find(B.begin(), B.end(), C) == B.end();
  });
}
} // namespace

/// A comparison is 0 or 1 whatever is known.
static bool saysNothing(const facts::Expr &X, const Value &V) {
  return X.Kind == ExprKind::Binary && X.Operator >= facts::Op::LAnd &&
         !V.isConstant();
}

std::vector<Condition> Summarizer::conditions(const State &S, bool AtExit) {
  std::vector<Condition> If;
  const auto &Exprs = Sim.exprs();
  // Numbers steer and come first, those that callers choose before all. That a
  // pointer was followed is no condition of an operation, callers do not pass
  // other ones; but who gets past learns it.
  enum class Rank : uint8_t { Argument, Number, Pointer };
  auto RankOf = [](const facts::Expr &X) {
    return X.Type.Kind == facts::TypeKind::Pointer ? Rank::Pointer
           : X.Kind == ExprKind::Var               ? Rank::Argument
                                                   : Rank::Number;
  };
  for (Rank Now : {Rank::Argument, Rank::Number, Rank::Pointer})
    for (const auto &[Place, V] : S.values()) {
      if (If.size() >= MaxConditions)
        return If;
      bool Followed = V.isNonZero() && !V.isConstant() && !V.Since.valid();
      if (RankOf(Exprs[Place]) != Now ||
          (!AtExit && Now == Rank::Pointer && Followed) || V.Written ||
          V.isTop() || Exprs[Place].Kind == ExprKind::Temp ||
          saysNothing(Exprs[Place], V) || !Export.mentionsCaller(Place))
        continue;
      Condition C;
      C.Expr = exported(S, Place);
      if (!C.Expr)
        continue;
      C.Is = V;
      C.Is.Same = 0;
      C.Is.Site = 0;
      C.Where = V.Since;
      If.push_back(C);
    }
  return If;
}

std::vector<Condition>
Summarizer::conditions(const State &S, const std::vector<Condition> &More,
                       llvm::ArrayRef<Condition> OfState, bool &Lost) {
  std::vector<Condition> If;
  for (const Condition &C : More) {
    ExprId E = exported(S, C.Expr);
    if (!E) {
      Lost |= C.OnGfp;
      continue;
    }
    Condition P = C;
    P.Expr = E;
    If.push_back(P);
  }
  for (const Condition &C : OfState) {
    if (If.size() >= MaxConditions)
      break;
    If.push_back(C);
  }
  return If;
}

void Summarizer::call(const State &S, const analysis::CallSite &Site,
                      const ResolvedCall &R) {
  model::ContextMask Inside = 0;
  for (const Held &H : S.Context)
    Inside |= model::maskOf(H.Kind);
  // They are the same for all operations, and some have many.
  std::vector<Condition> OfState;
  if (!R.Sleeps.empty() || !R.Derefs.empty())
    OfState = conditions(S);
  for (const SleepOp &From : R.Sleeps) {
    SleepOp Op = From;
    bool Lost = false;
    Op.If = conditions(S, From.If, OfState, Lost);
    // Whether it is the last reference is for the caller to know, and unlike
    // other conditions it is nearly always known not to be.
    Op.Sometimes |= Lost || S.LastReference;
    Op.Gfp = exported(S, From.Gfp);
    Op.CallerIsNot |= S.CallerIsNot;
    Op.Inside |= Inside;
    Op.Released.clear();
    for (const analysis::Released &G : S.GivenUp)
      Op.Released.push_back({G.Kind, Export.lock(S, G.Lock)});
    for (const analysis::Released &G : From.Released) {
      // What this function holds itself is none of its caller's.
      bool Mine = std::any_of(S.Context.begin(), S.Context.end(),
                              [&](const Held &H) { return H.Kind == G.Kind; });
      analysis::Released P{G.Kind, Export.lock(S, G.Lock)};
      if (!Mine && !llvm::is_contained(Op.Released, P))
        Op.Released.push_back(P);
    }
    addSleep(std::move(Op));
  }
  for (const DerefOp &From : R.Derefs) {
    if (Sim.evaluator().valueOfCanonical(S, From.Pointer).isNonZero())
      continue;
    DerefOp D = From;
    D.Pointer = exported(S, From.Pointer);
    if (!D.Pointer || !Export.mentionsCaller(From.Pointer))
      continue;
    bool Lost = false;
    D.If = conditions(S, From.If, OfState, Lost);
    addDeref(std::move(D));
  }
}

void Summarizer::deref(const State &S, const facts::Event &E, ExprId Pointer) {
  const auto &X = Sim.exprs()[Pointer];
  if (X.Kind != ExprKind::Var && X.Kind != ExprKind::Field)
    return;
  if (Sim.evaluator().valueOfCanonical(S, Pointer).isNonZero() ||
      !Export.mentionsCaller(Pointer))
    return;
  DerefOp D;
  D.Pointer = exported(S, Pointer);
  if (const Value *V = S.find(Pointer); !D.Pointer || (V && V->Written))
    return;
  D.At.Where = E.Where;
  D.At.Function = Sim.function().Name;
  D.If = conditions(S);
  addDeref(std::move(D));
}

void Summarizer::addSleep(SleepOp Op) {
  unsigned Variants = 0;
  for (SleepOp &Old : Out.Sleeps) {
    if (!sameSleep(Old, Op))
      continue;
    if (covers(Old, Op))
      return;
    if (covers(Op, Old)) {
      Old = std::move(Op);
      return;
    }
    if (Old.CallerIsNot != Op.CallerIsNot || Old.Inside != Op.Inside)
      continue;
    if (++Variants == 3) {
      // Of too many ways to the operation keep what they have in common.
      keepCommon(Old.If, Op.If);
      return;
    }
  }
  if (Out.Sleeps.size() < 4 * MaxSleeps)
    Out.Sleeps.push_back(std::move(Op));
}

void Summarizer::addDeref(DerefOp D) {
  for (DerefOp &Old : Out.Derefs)
    if (Old.Pointer == D.Pointer && Old.At.Where == D.At.Where) {
      keepCommon(Old.If, D.If);
      return;
    }
  if (Out.Derefs.size() < MaxDerefs)
    Out.Derefs.push_back(std::move(D));
}

Value Summarizer::exportedValue(const State &S, const Value &V, ExprId Self) {
  Value P = V;
  P.Site = 0;
  P.Same = V.Same && V.Same != Self ? exported(S, V.Same) : 0;
  return P;
}

std::optional<FreshMemory> Summarizer::exportedFresh(const State &S,
                                                     const Value &V) {
  if (!V.Site || !S.openSite(V.Site))
    return std::nullopt;
  FreshMemory F = Sim.site(V.Site).Fresh;
  F.Gfp = exported(S, F.Gfp);
  return F;
}

void Summarizer::writes(const State &S, Outcome &O) {
  const auto &Exprs = Sim.exprs();
  for (const auto &[Place, V] : S.values()) {
    if (!V.Written || O.Writes.size() >= MaxWrites)
      continue;
    const auto &X = Exprs[Place];
    bool Memory = X.Kind == ExprKind::Field || X.Kind == ExprKind::Index ||
                  X.Kind == ExprKind::Deref ||
                  (X.Kind == ExprKind::Var &&
                   (X.Value < 0 || Sim.function().Vars[X.Value].Kind ==
                                       facts::VarKind::Global));
    if (!Memory || !Export.mentionsCaller(Place))
      continue;
    ExprId P = exported(S, Place);
    if (!P)
      continue;
    analysis::Write W;
    W.Place = P;
    Value Now = Sim.evaluator().valueOfCanonical(S, V.Same ? V.Same : Place);
    Now.Same = V.Same;
    W.Now = exportedValue(S, Now, Place);
    W.Now.Written = true;
    W.Fresh = exportedFresh(S, V.Site ? V : Now);
    O.Writes.push_back(std::move(W));
  }
}

/// Memory of the caller's by the result of a call that it now holds.
llvm::DenseMap<ExprId, ExprId> Summarizer::storedResults(const State &S) const {
  llvm::DenseMap<ExprId, ExprId> Names;
  const auto &Exprs = Sim.exprs();
  for (const auto &[Place, V] : S.values())
    if (V.Same && Exprs[V.Same].Kind == ExprKind::Temp &&
        Exprs[Place].Kind == ExprKind::Field && Export.mentionsCaller(Place))
      Names.try_emplace(V.Same, Place);
  return Names;
}

void Summarizer::exit(const State &S, const facts::Block &) {
  ++ExitsSeen;
  Outcome O;
  O.If = conditions(S, /*AtExit=*/true);
  O.CallerIsNot = S.CallerIsNot;
  for (const analysis::Released &G : S.GivenUp)
    O.Leaves.push_back({G.Kind, Export.lock(S, G.Lock), false});
  for (const Held &H : S.Context) {
    Held P = H;
    P.Lock = Export.lock(S, H.Lock);
    O.Enters.push_back(std::move(P));
  }
  ExprId Return = analysis::returnPlace(Sim.exprs());
  if (const Value *V = S.find(Return)) {
    llvm::DenseMap<ExprId, ExprId> Names = storedResults(S);
    Export.nameResults(&Names);
    Value Now = *V;
    if (V->Same) {
      Now = Sim.evaluator().valueOfCanonical(S, V->Same);
      if (V->Site)
        Now.Site = V->Site;
      Now.Same = V->Same;
    }
    O.Result = exportedValue(S, Now, Return);
    O.Fresh = exportedFresh(S, Now);
    bool IsError = Now.isErrorPointer();
    NullIsSuccess |= S.DoesWithout && Now.isZero();
    if (S.Failed && (Now.isZero() || IsError) &&
        Sim.function().ReturnType.Kind == facts::TypeKind::Pointer) {
      O.Failed = Sim.site(S.Failed).Fresh;
      O.Failed->IsError = IsError;
      O.Failed->Gfp = exported(S, O.Failed->Gfp);
    }
    Export.nameResults(nullptr);
  }
  writes(S, O);
  addExit(std::move(O));
}

namespace {
enum class Sign : uint8_t { Zero, NonZero, Unknown };

Sign signOf(const Outcome &O) {
  return O.Result.isZero()      ? Sign::Zero
         : O.Result.isNonZero() ? Sign::NonZero
                                : Sign::Unknown;
}

bool sameContext(const Outcome &A, const Outcome &B) {
  auto SameLeave = [](const Outcome::Leave &X, const Outcome::Leave &Y) {
    return X.Kind == Y.Kind && X.Lock == Y.Lock;
  };
  return A.CallerIsNot == B.CallerIsNot &&
         std::equal(A.Leaves.begin(), A.Leaves.end(), B.Leaves.begin(),
                    B.Leaves.end(), SameLeave) &&
         std::equal(A.Enters.begin(), A.Enters.end(), B.Enters.begin(),
                    B.Enters.end(),
                    [](const Held &X, const Held &Y) { return X.sameAs(Y); });
}

/// What O writes to Place; null if it does not.
const analysis::Write *writeTo(const Outcome &O, ExprId Place) {
  auto It = llvm::find_if(
      O.Writes, [&](const analysis::Write &W) { return W.Place == Place; });
  return It == O.Writes.end() ? nullptr : &*It;
}

void joinInto(Outcome &A, const Outcome &B) {
  keepCommon(A.If, B.If);
  A.Result = join(A.Result, B.Result);
  if (!A.Fresh)
    A.Fresh = B.Fresh;
  // What may be an error pointer may be one.
  if (!A.Failed && B.Failed && B.Failed->IsError)
    A.Failed = B.Failed;
  // A place written on one way only may or may not have its old value.
  for (analysis::Write &W : A.Writes) {
    const analysis::Write *Other = writeTo(B, W.Place);
    if (!Other) {
      W.Now = Value();
      W.Now.Written = true;
      W.Fresh.reset();
    } else {
      W.Now = join(W.Now, Other->Now);
      if (!W.Fresh || !Other->Fresh)
        W.Fresh.reset();
    }
  }
  for (const analysis::Write &W : B.Writes)
    if (!writeTo(A, W.Place) && A.Writes.size() < MaxWrites) {
      analysis::Write New;
      New.Place = W.Place;
      New.Now.Written = true;
      A.Writes.push_back(New);
    }
}
} // namespace

namespace {
bool distinctConditions(const Outcome &A, const Outcome &B) {
  for (const Condition &X : A.If)
    for (const Condition &Y : B.If) {
      Value V = X.Is;
      if (X.Expr == Y.Expr && !meet(V, Y.Is))
        return true;
    }
  return false;
}
} // namespace

/// One returns NULL as an allocation failed, the other for a reason of its own,
/// and callers choose which by what they pass.
static bool isAnotherNull(const Outcome &A, const Outcome &B) {
  return A.Result.isZero() && B.Result.isZero() &&
         A.Failed.has_value() != B.Failed.has_value() &&
         distinctConditions(A, B);
}

void Summarizer::addExit(Outcome O) {
  Outcome *Fallback = nullptr;
  for (Outcome &Old : Out.Exits) {
    if (!sameContext(Old, O))
      continue;
    Fallback = &Old;
    // A choice between constants is what some functions are for.
    if (Old.Result.isConstant() && O.Result.isConstant() &&
        Old.Result.Lo != O.Result.Lo && distinctConditions(Old, O))
      continue;
    if (signOf(Old) == signOf(O) &&
        Old.Fresh.has_value() == O.Fresh.has_value() &&
        !isAnotherNull(Old, O)) {
      joinInto(Old, O);
      return;
    }
  }
  if (Out.Exits.size() < MaxExits) {
    Out.Exits.push_back(std::move(O));
    return;
  }
  if (!Fallback) {
    // Too many ways out to keep apart: what this one holds is not known.
    Fallback = &Out.Exits.back();
    for (Outcome &Old : Out.Exits)
      for (Held &H : Old.Enters)
        H.Unsure = true;
  }
  joinInto(*Fallback, O);
}

namespace {
/// Can a caller know which of the two ways the function returned?
bool distinct(const Outcome &A, const Outcome &B) {
  Value Both = A.Result;
  return !meet(Both, B.Result) || distinctConditions(A, B);
}

bool has(const Outcome &O, const Held &H) {
  return llvm::any_of(O.Enters, [&](const Held &X) { return X.sameAs(H); });
}
} // namespace

/// Do only callers who pass a certain number have it allocate?
static bool isAskedFor(const Outcome &Failure, const Outcome &Success,
                       const facts::ExprTable &Portable) {
  return llvm::any_of(Failure.If, [&](const Condition &C) {
    const auto &X = Portable[C.Expr];
    return X.Kind == ExprKind::Var && X.Value >= 0 &&
           X.Type.Kind != facts::TypeKind::Pointer &&
           !llvm::is_contained(Success.If, C);
  });
}

/// Does what is written tell that it failed: a pointer elsewhere that is NULL
/// as well, an error code?
static bool isNoted(const Outcome &Failure, const Outcome &Success) {
  return llvm::any_of(Failure.Writes, [&](const analysis::Write &W) {
    const analysis::Write *Other = writeTo(Success, W.Place);
    if (!Other)
      return W.Now.isConstant();
    Value Both = W.Now;
    return !meet(Both, Other->Now);
  });
}

/// A function that returns NULL when its allocation failed, and else something,
/// is an allocator to its callers: the two ways become one that may have
/// failed.
void Summarizer::joinFailures() {
  if (NullIsSuccess)
    return;
  auto IsFailure = [](const Outcome &O) {
    return O.Failed && O.Result.isZero();
  };
  auto Failure = llvm::find_if(Out.Exits, IsFailure);
  if (Failure == Out.Exits.end())
    return;
  auto Success = llvm::find_if(Out.Exits, [&](const Outcome &O) {
    return !O.Result.isZero() && sameContext(O, *Failure);
  });
  if (Success == Out.Exits.end() || Success->Fresh)
    return;
  FreshMemory Fresh = *Failure->Failed;
  if (isAskedFor(*Failure, *Success, Export.portable()) ||
      isNoted(*Failure, *Success)) {
    Failure->Result = Value();
    Failure->Fresh = std::move(Fresh);
    return;
  }
  joinInto(*Success, *Failure);
  Success->Result = Value();
  Success->Fresh = std::move(Fresh);
  Out.Exits.erase(Failure);
}

void Summarizer::markUnsure() {
  for (Outcome &O : Out.Exits)
    for (Held &H : O.Enters)
      for (const Outcome &Other : Out.Exits)
        if (!has(Other, H) && !distinct(O, Other))
          H.Unsure = true;
}

/// Leaves one of several sets of conditions for each operation, where there are
/// more operations than can be kept.
void Summarizer::joinVariants() {
  std::vector<SleepOp> Kept;
  for (SleepOp &Op : Out.Sleeps) {
    auto Old = llvm::find_if(Kept, [&](const SleepOp &K) {
      return sameSleep(K, Op) && K.CallerIsNot == Op.CallerIsNot &&
             K.Inside == Op.Inside;
    });
    if (Old == Kept.end())
      Kept.push_back(std::move(Op));
    else
      keepCommon(Old->If, Op.If);
  }
  Out.Sleeps = std::move(Kept);
}

FunctionSummary Summarizer::take(bool Complete) {
  Out.Complete = Complete;
  Out.NeverReturns = Complete && ExitsSeen == 0;
  joinFailures();
  markUnsure();
  // The shortest way down is the best witness.
  llvm::sort(Out.Sleeps, [](const SleepOp &A, const SleepOp &B) {
    // What a callee's own context forbids has been told there.
    return std::make_tuple(A.Inside != 0, A.At.Path.size(), A.At.Where,
                           A.At.Api) < std::make_tuple(B.Inside != 0,
                                                       B.At.Path.size(),
                                                       B.At.Where, B.At.Api);
  });
  if (Out.Sleeps.size() > MaxSleeps) {
    joinVariants();
    if (Out.Sleeps.size() > MaxSleeps)
      Out.Sleeps.resize(MaxSleeps);
  }
  return std::move(Out);
}

} // namespace gfpcheck::summary
