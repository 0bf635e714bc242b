// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/CallbackContexts.h"
#include "checks/GfpFix.h"
#include "checks/SleepInAtomic.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <tuple>

namespace gfpcheck::checks {

using analysis::SleepOp;
using facts::ExprId;
using facts::ExprKind;
using findings::Confidence;
using findings::Finding;
using findings::TraceStep;
using model::CallbackRule;
using support::StringId;

namespace {

/// Finds the callbacks handed over in one function.
class ArgumentRoots {
public:
  ArgumentRoots(const Reporter &R, const facts::FunctionFacts &F,
                std::vector<Root> &Out)
      : R(R), F(F), Out(Out) {}

  void run() {
    for (const facts::Event &E : F.Events)
      if (E.Kind == facts::EventKind::Call)
        call(E, F.Calls[E.Call]);
  }

private:
  void call(const facts::Event &E, const facts::CallInfo &C) {
    if (!C.Callee)
      return;
    llvm::SmallVector<StringId, 4> Names{C.Callee};
    Names.append(C.Macros.begin(), C.Macros.end());
    for (StringId Name : Names)
      for (const CallbackRule *Rule : R.Rules.callbackArgs(R.str(Name)))
        if (Rule->Arg.Index && Rule->Arg.Index <= C.Args.size())
          argument(E, Name, *Rule, C.Args[Rule->Arg.Index - 1]);
  }

  void argument(const facts::Event &E, StringId Name, const CallbackRule &Rule,
                ExprId Arg) {
    const facts::Expr &X = F.Exprs[Arg];
    if (Rule.ViaField.empty()) {
      if (X.Kind == ExprKind::Func)
        add(E, Name, Rule, X.Name);
      return;
    }
    // The argument points at a structure that holds the callback.
    StringId Object = 0;
    if (X.Kind == ExprKind::AddrOf && F.Exprs[X.A].Kind == ExprKind::Var)
      Object = F.Vars[F.Exprs[X.A].Value].Name;
    llvm::SmallVector<StringId, 2> Found;
    for (const facts::Binding &B : R.Tu.Bindings)
      if (R.str(B.Record) == Rule.ViaStruct &&
          R.str(B.Field) == Rule.ViaField &&
          (!Object || !B.Object || B.Object == Object) &&
          !llvm::is_contained(Found, B.Function))
        Found.push_back(B.Function);
    // Which of several it is cannot be told without knowing the object.
    if (Found.size() == 1 || Object)
      for (StringId Function : Found)
        add(E, Name, Rule, Function);
  }

  void add(const facts::Event &E, StringId Name, const CallbackRule &Rule,
           StringId Function) {
    Out.push_back(
        {Function, &Rule, E.Where, F.Name, "handed to " + quoted(R.str(Name))});
  }

  const Reporter &R;
  const facts::FunctionFacts &F;
  std::vector<Root> &Out;
};

/// Members that the file gives a value, and the bits it gives them.
class MembersSet {
public:
  explicit MembersSet(const Reporter &R) : R(R) {
    for (const auto &F : R.Tu.Functions)
      for (const facts::Event &E : F->Events)
        if (E.Kind == facts::EventKind::Assign &&
            F->Exprs[E.Target].Kind == ExprKind::Field)
          Bits[key(F->Exprs[E.Target])] |= bitsOf(F->Exprs, E.Value);
  }

  /// Does the file do what makes the rule not hold for it?
  bool exempts(const CallbackRule &Rule) const {
    if (Rule.UnlessField.empty())
      return false;
    auto It = Bits.find({R.Tu.Strings->lookup(Rule.UnlessStruct),
                         R.Tu.Strings->lookup(Rule.UnlessField)});
    if (It == Bits.end())
      return false;
    if (Rule.UnlessFlag.empty())
      return It->second != 0;
    for (const auto &[Name, Value] : R.Tu.Environment.Constants)
      if (Name == Rule.UnlessFlag)
        return (It->second & uint64_t(Value)) == uint64_t(Value);
    return false;
  }

private:
  static std::pair<StringId, StringId> key(const facts::Expr &Field) {
    return {Field.Name2, Field.Name};
  }

  /// Bits that may be set in a value: of what is not known, all.
  static uint64_t bitsOf(const facts::ExprTable &Exprs, ExprId E) {
    const facts::Expr &X = Exprs[E];
    if (X.Kind == ExprKind::Const)
      return uint64_t(X.Value);
    if (X.Kind == ExprKind::Cast)
      return bitsOf(Exprs, X.A);
    if (X.Kind == ExprKind::Binary && X.Operator == facts::Op::Or)
      return bitsOf(Exprs, X.A) | bitsOf(Exprs, X.B);
    // What was there before is no news.
    return Exprs.isPlace(E) && X.Kind == ExprKind::Field ? 0 : ~uint64_t(0);
  }

  const Reporter &R;
  std::map<std::pair<StringId, StringId>, uint64_t> Bits;
};

struct Candidate {
  SleepOp Op;
  const Root *From = nullptr;
  model::ContextKind Blame{};
  Confidence Sure{};
};

Confidence trusted(model::Trust T) {
  switch (T) {
  case model::Trust::Reviewed:
    return Confidence::High;
  case model::Trust::Derived:
    return Confidence::Medium;
  case model::Trust::Guess:
    return Confidence::Low;
  }
  return Confidence::Low;
}

Confidence confidenceOfRule(const CallbackRule &Rule) {
  if (Rule.MaySleep == CallbackRule::Sleep::Conditional)
    return Confidence::Low;
  // One way in is enough to forbid it, but this function may only be reached
  // on another.
  if (Rule.AlsoProcess)
    return std::min(trusted(Rule.Confidence), Confidence::Medium);
  return trusted(Rule.Confidence);
}

/// What of the callback's context still holds at the operation and forbids it.
std::optional<model::ContextKind> blame(const CallbackRule &Rule,
                                        const SleepOp &Op,
                                        model::ContextMask Forbidden) {
  llvm::SmallVector<model::ContextKind, 4> Kinds(Rule.Contexts.begin(),
                                                 Rule.Contexts.end());
  for (const analysis::Released &Given : Op.Released)
    for (auto *It = Kinds.begin(); It != Kinds.end(); ++It)
      if (*It == Given.Kind || (model::isLock(*It) && isLock(Given.Kind))) {
        Kinds.erase(It);
        break;
      }
  for (model::ContextKind K : Kinds)
    if (Op.CallerIsNot & maskOf(K))
      return std::nullopt;
  // The first is the outermost and says most.
  for (model::ContextKind K : Kinds)
    if ((Forbidden & maskOf(K)) && (!Op.OnlyIn || (Op.OnlyIn & maskOf(K))))
      return K;
  return std::nullopt;
}

void report(Reporter &R, const model::BugRule &Rule, const Candidate &C) {
  const Root &From = *C.From;
  std::string Reason = model::contextText(C.Blame).str();
  if (size_t At = Reason.find(" '{}'"); At != std::string::npos) {
    Reason.erase(At, 5);
    std::string Lock =
        From.Rule->Locks.empty() ? "" : " '" + From.Rule->Locks.front() + "'";
    Reason = "the caller of " + quoted(R.str(From.Function)) + " holds a " +
             model::contextId(C.Blame).str() + " lock" + Lock;
  }
  bool IsPlace = llvm::StringRef(Reason).starts_with("in ");
  auto [Where, Function] = standingPlace(C.Op, From.Function, R);
  Finding F = R.make(Rule, C.Sure, Where, Function,
                     describe(C.Op, R) + " may sleep " +
                         (IsPlace ? "" : "while ") + Reason);
  if (Where != C.Op.At.Where)
    R.addStep(F, TraceStep::Kind::Operation, C.Op.At.Where, C.Op.At.Function,
              quoted(R.str(C.Op.At.Api)) + " may sleep here" +
                  (C.Op.Why.empty() ? "" : ": " + C.Op.Why));
  R.addCalls(F, From.Function, C.Op.At.Path);
  R.addStep(F, TraceStep::Kind::Registration, From.Where, From.InFunction,
            quoted(R.str(From.Function)) + " is " + From.How + " here" +
                (From.Rule->Source.empty()
                     ? ""
                     : " (context: " + From.Rule->Source + ")"));
  F.Hearsay = R.str(C.Op.Hearsay).str();
  if (auto Fix = atomicFix(C.Op, R))
    F.Fixes.push_back(std::move(*Fix));
  R.add(std::move(F), {R.str(C.Op.At.Api), R.str(C.Op.At.Function),
                       model::contextId(C.Blame), R.str(From.Function)});
}

} // namespace

std::vector<Root> findRoots(const Reporter &R) {
  std::vector<Root> Roots;
  for (const facts::Binding &B : R.Tu.Bindings)
    for (const CallbackRule *Rule :
         R.Rules.callbackSlot(R.str(B.Record), R.str(B.Field)))
      Roots.push_back({B.Function, Rule, B.Where, B.InFunction,
                       quoted(R.str(B.Field)) + " of " +
                           quoted("struct " + R.str(B.Record).str())});
  for (const auto &F : R.Tu.Functions)
    ArgumentRoots(R, *F, Roots).run();
  MembersSet Set(R);
  llvm::erase_if(Roots, [&](const Root &A) { return Set.exempts(*A.Rule); });
  llvm::sort(Roots, [](const Root &A, const Root &B) {
    return std::tie(A.Where, A.Function, A.Rule->Source) <
           std::tie(B.Where, B.Function, B.Rule->Source);
  });
  return Roots;
}

llvm::DenseMap<StringId, model::ContextMask>
entryContexts(const facts::TuFacts &Tu, llvm::ArrayRef<Root> Roots) {
  llvm::DenseMap<StringId, model::ContextMask> Of;
  for (const Root &From : Roots) {
    model::ContextMask Mask = 0;
    if (!From.Rule->AlsoProcess)
      for (model::ContextKind K : From.Rule->Contexts)
        Mask |= maskOf(K);
    auto [It, New] = Of.try_emplace(From.Function, Mask);
    It->second &= Mask;
  }
  llvm::DenseSet<StringId> Callable;
  for (const auto &F : Tu.Functions) {
    if (!F->IsStatic)
      Callable.insert(F->Name);
    for (const facts::CallInfo &C : F->Calls)
      Callable.insert(C.Callee);
  }
  for (StringId F : Callable)
    Of.erase(F);
  return Of;
}

void checkRoots(
    Reporter &R, const model::BugRule &Rule, llvm::ArrayRef<Root> Roots,
    llvm::function_ref<const summary::FunctionSummary *(StringId)> SummaryOf,
    const facts::ExprTable &Portable) {
  model::ContextMask Forbidden = R.Opts.PreemptRt || R.Tu.Environment.PreemptRt
                                     ? Rule.ForbiddenRt
                                     : Rule.Forbidden;
  // Once for each place, on the surest and shortest way: many roots may reach
  // an operation, and a call may lead to many.
  std::map<facts::Loc, Candidate> Best;
  for (const Root &From : Roots) {
    if (From.Rule->MaySleep == CallbackRule::Sleep::Yes)
      continue;
    const summary::FunctionSummary *S = SummaryOf(From.Function);
    if (!S)
      continue;
    for (const SleepOp &Op : S->Sleeps) {
      if (Op.Inside & Forbidden)
        continue;
      auto K = blame(*From.Rule, Op, Forbidden);
      if (!K)
        continue;
      Confidence C =
          std::min(confidenceOf(Op, Portable), confidenceOfRule(*From.Rule));
      if (C < R.Opts.MinConfidence)
        continue;
      auto [It, New] =
          Best.try_emplace(standingPlace(Op, From.Function, R).first);
      Candidate &Old = It->second;
      if (New || Old.Sure < C ||
          (Old.Sure == C && Old.Op.At.Path.size() > Op.At.Path.size()))
        Old = {Op, &From, *K, C};
    }
  }
  for (const auto &[Where, C] : Best)
    report(R, Rule, C);
}

} // namespace gfpcheck::checks
