// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/UncheckedAlloc.h"
#include "analysis/Spell.h"
#include "checks/NullCheckFix.h"
#include "summary/Portable.h"

namespace gfpcheck::checks {

using analysis::CallSite;
using analysis::OpenSite;
using analysis::ResolvedCall;
using analysis::SiteId;
using analysis::State;
using analysis::Value;
using facts::Expr;
using facts::ExprId;
using facts::ExprKind;
using facts::Op;
using findings::Confidence;
using findings::Finding;
using findings::TraceStep;

namespace {

uint64_t memberKey(const Expr &Field) {
  return uint64_t(Field.Name2) << 32 | Field.Name;
}

/// Calls Found with each place that a condition compares with NULL.
template <class Fn>
void forEachTested(const facts::ExprTable &Exprs, ExprId E, Fn Found) {
  const Expr &X = Exprs[E];
  auto IsNull = [&](ExprId Side) {
    return Exprs[Side].Kind == ExprKind::Const && Exprs[Side].Value == 0;
  };
  switch (X.Kind) {
  case ExprKind::Field:
  case ExprKind::Var:
    if (X.Type.Kind == facts::TypeKind::Pointer)
      Found(X);
    break;
  case ExprKind::Unary:
  case ExprKind::Cast:
    forEachTested(Exprs, X.A, Found);
    break;
  case ExprKind::Binary:
    if (X.Operator == Op::LAnd || X.Operator == Op::LOr ||
        ((X.Operator == Op::Eq || X.Operator == Op::Ne) && IsNull(X.B)))
      forEachTested(Exprs, X.A, Found);
    if (X.Operator == Op::LAnd || X.Operator == Op::LOr)
      forEachTested(Exprs, X.B, Found);
    break;
  default:
    break;
  }
}

/// Parameters that their function compares with NULL, by function << 32 |
/// number.
using TestedParams = llvm::DenseSet<uint64_t>;

void findTests(const facts::FunctionFacts &F, llvm::DenseSet<uint64_t> &Members,
               TestedParams &Params) {
  for (const facts::Block &B : F.Blocks)
    for (const facts::Edge &E : B.Edges)
      if (E.Condition)
        forEachTested(F.Exprs, E.Condition, [&](const Expr &X) {
          if (X.Kind == ExprKind::Field)
            Members.insert(memberKey(X));
          else if (X.Value >= 0 &&
                   F.Vars[X.Value].Kind == facts::VarKind::Param)
            Params.insert(uint64_t(F.Name) << 32 |
                          unsigned(F.Vars[X.Value].ParamIndex));
        });
  // A function that fills the member and tests it checks the allocation; one
  // that finds it filled, or not, takes NULL for an answer.
  for (const facts::Event &E : F.Events)
    if (E.Kind == facts::EventKind::Assign &&
        F.Exprs[E.Target].Kind == ExprKind::Field)
      Members.erase(memberKey(F.Exprs[E.Target]));
}

} // namespace

PointerHabits findHabits(const facts::TuFacts &Tu) {
  PointerHabits H;
  TestedParams Params;
  for (const auto &F : Tu.Functions) {
    llvm::DenseSet<uint64_t> Members;
    findTests(*F, Members, Params);
    H.Tested.insert(Members.begin(), Members.end());
  }
  for (const auto &F : Tu.Functions)
    for (const facts::CallInfo &C : F->Calls) {
      if (!C.Callee)
        continue;
      H.Called.insert(C.Callee);
      // Who is handed a member and looks whether it is there does the same.
      for (size_t I = 0; I != C.Args.size(); ++I)
        if (const Expr &X = F->Exprs[C.Args[I]];
            X.Kind == ExprKind::Field &&
            Params.contains(uint64_t(C.Callee) << 32 | I))
          H.Tested.insert(memberKey(X));
    }
  return H;
}

/// The unchecked allocation that following Pointer would follow, however the
/// address is computed from it.
UncheckedAlloc::Suspect UncheckedAlloc::suspect(const State &S,
                                                ExprId Pointer) {
  if (S.Open.empty() && !S.Failed)
    return {};
  const auto &Exprs = Sim.exprs();
  for (ExprId E = Pointer; E;) {
    const Expr &X = Exprs[E];
    if (Exprs.isPlace(E) && X.Kind != ExprKind::Unknown) {
      Value V = Sim.evaluator().valueOfCanonical(S, E);
      if (V.Site && V.isZero())
        return {{V.Site, false, 0}, true};
      if (const OpenSite *Open = V.Site ? S.openSite(V.Site) : nullptr)
        return {*Open, false};
      return {};
    }
    if (X.Kind == ExprKind::Cast ||
        (X.Kind == ExprKind::Binary &&
         (X.Operator == Op::Add || X.Operator == Op::Sub))) {
      E = X.A;
      continue;
    }
    if (X.Kind != ExprKind::AddrOf)
      return {};
    E = Exprs.whole(X.A);
    E = Exprs[E].Kind == ExprKind::Deref ? Exprs[E].A : 0;
  }
  return {};
}

std::string UncheckedAlloc::nameOf(const State &S, SiteId Site, ExprId) {
  std::string Best;
  for (const auto &[Place, V] : S.values()) {
    if (V.Site != Site)
      continue;
    std::string Name =
        analysis::spell(Place, Sim.exprs(), Sim.function(), *R.Tu.Strings);
    // Names from inside macros say nothing to a reader.
    if (Name.empty() || Name.front() == '_')
      continue;
    if (Best.empty() || Name.size() < Best.size())
      Best = Name;
  }
  return Best;
}

void UncheckedAlloc::note(const Suspect &Who, Use U) {
  if (Who.Open.Shown || Who.Failed)
    U.Sure = std::min(U.Sure, Confidence::Medium);
  if (Who.Open.Site & analysis::ErrorSite)
    if (size_t At = U.How.find("NULL"); At != std::string::npos)
      U.How.replace(At, 4, "an error pointer");
  if (Who.Failed)
    U.How = "is used where it is known to be NULL";
  auto [It, New] = First.try_emplace(Who.Open.Site, U);
  if (!New && (U.Sure > It->second.Sure ||
               (U.Sure == It->second.Sure && U.Where < It->second.Where)))
    It->second = std::move(U);
}

void UncheckedAlloc::deref(const State &S, const facts::Event &E,
                           ExprId Pointer) {
  if (Suspect Who = suspect(S, Pointer))
    note(Who, {E.Where,
               nameOf(S, Who.Open.Site, Pointer),
               "is used without a check for NULL",
               Confidence::High,
               {}});
}

/// Is the pointer followed even if the allocation failed? A callee that looks
/// at it first says so in its conditions.
bool UncheckedAlloc::happensTo(const State &S, SiteId Site,
                               const analysis::DerefOp &D) {
  if (D.If.empty())
    return true;
  State Failed = S;
  Failed.closeSite(Site, Site & analysis::ErrorSite ? Value::errorPointer()
                                                    : Value::zero());
  for (const analysis::Condition &C : D.If)
    if (!Sim.evaluator().assumeValue(Failed, C.Expr, C.Is, {}))
      return false;
  return true;
}

static std::string passedTo(llvm::StringRef Callee, bool IsError) {
  return "is passed to " + quoted(Callee) +
         ", which uses it, without a check for " +
         (IsError ? "an error pointer" : "NULL");
}

/// Is the address that of the object itself, so that it can be compared with
/// NULL as well?
static bool isFirstMember(ExprId Member, const facts::FunctionFacts &F,
                          const facts::ExprTable &Exprs) {
  for (; Exprs[Member].Kind == ExprKind::Field; Member = Exprs[Member].A)
    if (!F.FirstMembers.contains({Exprs[Member].Name2, Exprs[Member].Name}))
      return false;
  return Exprs[Member].Kind == ExprKind::Deref;
}

/// Does nothing in this unit, and no rule, say what the callee does with what
/// it points at?
static bool isForOthers(const CallSite &Site, const ResolvedCall &R) {
  if (!Site.Call.Callee || Site.Call.IsMacro)
    return false;
  return R.Rule ? R.Rule->Derefs.empty() && R.Rule->Checks.empty() &&
                      R.Rule->Frees.empty()
                : !R.Known;
}

void UncheckedAlloc::handOver(const State &S, const CallSite &Site) {
  for (uint32_t I = 0; I != Site.Call.Args.size(); ++I) {
    ExprId A = Sim.evaluator().canonical(S, Site.Call.Args[I]);
    Suspect Who = suspect(S, A);
    if (!Who || Who.Failed || Sim.exprs()[A].Kind == ExprKind::AddrOf)
      continue;
    auto [It, New] = Handed.try_emplace({Who.Open.Site, Site.EventIndex});
    if (!New) {
      It->second.Shown &= Who.Open.Shown;
      continue;
    }
    const analysis::FreshMemory &Fresh = Sim.site(Who.Open.Site).Fresh;
    It->second = {Site.Call.Callee,
                  I,
                  Sim.function().Name,
                  Site.Event.Where,
                  nameOf(S, Who.Open.Site, A),
                  Fresh.At,
                  Fresh.IsError,
                  Who.Open.Shown};
  }
}

void UncheckedAlloc::call(const State &S, const CallSite &Site,
                          const ResolvedCall &Resolved) {
  if (!S.Context.empty())
    Holding.insert(Site.EventIndex);
  if (S.Open.empty() && !S.Failed)
    return;
  for (const analysis::DerefOp &D : Resolved.Derefs) {
    Suspect Who = suspect(S, D.Pointer);
    if (!Who || !happensTo(S, Who.Open.Site, D))
      continue;
    Use U{Site.Event.Where,
          nameOf(S, Who.Open.Site, D.Pointer),
          passedTo(R.str(Resolved.Name), /*IsError=*/false),
          // What a rule asks for is about sizes, which are rarely zero.
          D.If.empty() || D.At.Path.empty() ? Confidence::High
                                            : Confidence::Medium,
          {}};
    if (!D.At.Path.empty())
      U.Below = D.At;
    note(Who, std::move(U));
  }
  if (isForOthers(Site, Resolved))
    handOver(S, Site);
  // &p->member is not NULL even if p is, so nobody below can check it, unless
  // the member comes first.
  for (ExprId Arg : Site.Call.Args) {
    ExprId A = Sim.evaluator().canonical(S, Arg);
    const Expr &X = Sim.exprs()[A];
    if (X.Kind != ExprKind::AddrOf ||
        Sim.exprs()[X.A].Kind != ExprKind::Field ||
        isFirstMember(X.A, Sim.function(), Sim.exprs()))
      continue;
    if (Suspect Who = suspect(S, A))
      note(Who, {Site.Event.Where,
                 nameOf(S, Who.Open.Site, A),
                 "is used without a check for NULL: the address of a member "
                 "is passed on",
                 Confidence::High,
                 {}});
  }
}

bool UncheckedAlloc::mayBeSuccess(const State &S) {
  const auto &T = Sim.function().ReturnType;
  if (T.Kind == facts::TypeKind::Void)
    return true;
  Value V = Sim.evaluator().value(S, analysis::returnPlace(Sim.exprs()));
  // No pointer, or a pointer that is a negative error code.
  if (T.Kind == facts::TypeKind::Pointer)
    return !V.isZero() && V.Hi >= 0;
  if (T.Kind == facts::TypeKind::Bool)
    return !V.isZero();
  return V.Hi >= 0 && !(V.isNonZero() && V.isConstant());
}

/// Does what the function returns depend on whether the allocation failed?
bool UncheckedAlloc::resultTells(const State &S, SiteId Site) {
  const auto &Exprs = Sim.exprs();
  llvm::SmallVector<ExprId, 8> Work{analysis::returnPlace(Sim.exprs())};
  for (unsigned Budget = 32; !Work.empty() && Budget; --Budget) {
    ExprId E = Work.pop_back_val();
    const Expr &X = Exprs[E];
    if (const Value *V = S.find(E)) {
      if (V->Site == Site)
        return true;
      if (V->Same)
        Work.push_back(V->Same);
    }
    if (X.A)
      Work.push_back(X.A);
    if (X.B)
      Work.push_back(X.B);
  }
  return false;
}

/// A caller in this file may still check what it can name, and is told of it
/// there, provided that the summary does tell it.
bool UncheckedAlloc::isLeftToCallers(const State &S, const OpenSite &Open) {
  const auto &F = Sim.function();
  if (!F.IsStatic || F.AddressTaken || !Habits.Called.contains(F.Name))
    return false;
  facts::ExprTable Scratch;
  if (!summary::Exporter(F, Sim.exprs(), Scratch)(S, Open.Stored))
    return false;
  const analysis::Witness &At = Sim.site(Open.Site).Fresh.At;
  for (const analysis::Outcome &O : Told.Exits)
    for (const analysis::Write &W : O.Writes)
      if (W.Fresh && W.Fresh->At.Where == At.Where &&
          W.Fresh->At.Path == At.Path)
        return true;
  return false;
}

void UncheckedAlloc::exit(const State &S, const facts::Block &) {
  if (S.Open.empty() || !mayBeSuccess(S))
    return;
  const auto &F = Sim.function();
  const auto &Exprs = Sim.exprs();
  for (const OpenSite &Open : S.Open) {
    if (!Open.Stored || (Open.Site & analysis::ErrorSite) ||
        resultTells(S, Open.Site) || isLeftToCallers(S, Open))
      continue;
    const Expr &X = Exprs[Open.Stored];
    // Nobody learns of the failure of a function that returns nothing, and
    // some members may be empty.
    bool Optional = F.ReturnType.Kind == facts::TypeKind::Void ||
                    Habits.Tested.contains(memberKey(X));
    std::string Name = analysis::spell(Open.Stored, Exprs, F, *R.Tu.Strings);
    if (Name.empty())
      Name = R.str(X.Name).str();
    note({Open, false}, {Sim.site(Open.Site).Where,
                         Name,
                         "is stored and never checked for NULL",
                         Optional ? Confidence::Low : Confidence::Medium,
                         {}});
  }
}

Finding describe(const AllocUse &U, support::StringId Self,
                 const analysis::Witness &Allocation, bool IsError,
                 const model::BugRule &Rule, const Reporter &R) {
  std::string Api = quoted(R.str(Allocation.Api));
  std::string Message = U.Place.empty() ? "the result of " + Api + " " + U.How
                                        : quoted(U.Place) + ", the result of " +
                                              Api + ", " + U.How;
  Finding F = R.make(Rule, U.Sure, U.Where, Self, Message);
  if (!U.Below.Path.empty()) {
    R.addStep(F, TraceStep::Kind::Operation, U.Below.Where, U.Below.Function,
              "it is followed here");
    R.addCalls(F, Self, U.Below.Path);
  }
  R.addStep(F, TraceStep::Kind::Allocation, Allocation.Where,
            Allocation.Function,
            Api + " may return " + (IsError ? "an error pointer" : "NULL"));
  R.addCalls(F, Self, Allocation.Path);
  return F;
}

void UncheckedAlloc::report(const analysis::Site &Site, const Use &U) {
  Finding F = describe(U, Sim.function().Name, Site.Fresh.At,
                       Site.Fresh.IsError, Rule, R);
  bool Holds = Holding.contains(Site.EventIndex);
  // Which error to hand on, the pointer says, and no convention.
  if (auto Fix =
          Site.Fresh.IsError
              ? std::nullopt
              : nullCheckFix(Sim.function(), Site.EventIndex, Holds, Rule, R))
    F.Fixes.push_back(std::move(*Fix));
  R.add(std::move(F), {R.str(Site.Fresh.At.Api), U.Place, U.How});
}

void UncheckedAlloc::finish() {
  for (const auto &[Id, U] : First)
    report(Sim.site(Id), U);
}

std::vector<summary::UnitHandover> UncheckedAlloc::takeHandovers() {
  std::vector<summary::UnitHandover> Out;
  for (auto &[Key, H] : Handed)
    if (!First.contains(Key.first))
      Out.push_back(std::move(H));
  return Out;
}

AllocUse followedElsewhere(const summary::UnitHandover &H,
                           const analysis::DerefOp &D, const Reporter &R) {
  AllocUse U{H.Where, H.Place, passedTo(R.str(H.Callee), H.IsError),
             H.Shown ? Confidence::Low : Confidence::Medium, D.At};
  U.Below.Path.insert(U.Below.Path.begin(), {H.Where, H.Callee});
  return U;
}

} // namespace gfpcheck::checks
