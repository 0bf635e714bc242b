// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/SleepInAtomic.h"
#include "checks/GfpFix.h"
#include "llvm/ADT/STLExtras.h"

namespace gfpcheck::checks {

using analysis::CallSite;
using analysis::Condition;
using analysis::Held;
using analysis::ResolvedCall;
using analysis::SleepOp;
using analysis::State;
using findings::Confidence;
using findings::Finding;
using findings::TraceStep;
using support::StringId;

Confidence confidenceOf(const SleepOp &Op, const facts::ExprTable &Exprs) {
  if (Op.Sometimes || Op.Trust == model::Trust::Guess)
    return Confidence::Low;
  Confidence C =
      Op.Trust == model::Trust::Derived ? Confidence::Medium : Confidence::High;
  for (const Condition &If : Op.If) {
    // Flags nobody here knows may just as well be GFP_ATOMIC.
    if (If.OnGfp)
      return Confidence::Low;
    // Pointers that must be set are no surprise; numbers steer.
    if (Exprs[If.Expr].Type.Kind != facts::TypeKind::Pointer)
      C = std::min(C, Confidence::Medium);
  }
  return C;
}

std::string describe(const SleepOp &Op, const Reporter &R) {
  std::string Text = quoted(R.str(Op.At.Api));
  if (Op.IsAlloc && Op.Gfp && Op.GfpMask)
    Text += " with " + R.Gfp.spell(Op.GfpMask);
  return Text;
}

std::pair<facts::Loc, StringId>
standingPlace(const SleepOp &Op, StringId Outermost, const Reporter &R) {
  if (R.inMainFile(Op.At.Where) || Op.At.Path.empty())
    return {Op.At.Where, Op.At.Function};
  for (size_t I = Op.At.Path.size(); I-- > 0;)
    if (R.inMainFile(Op.At.Path[I].Where))
      return {Op.At.Path[I].Where, I ? Op.At.Path[I - 1].Callee : Outermost};
  return {Op.At.Path.front().Where, Outermost};
}

SleepInAtomic::SleepInAtomic(Reporter &R, analysis::Simulation &Sim,
                             const model::BugRule &Rule,
                             model::ContextMask AtEntry)
    : R(R), Sim(Sim), Rule(Rule),
      Forbidden(R.Opts.PreemptRt || R.Tu.Environment.PreemptRt
                    ? Rule.ForbiddenRt
                    : Rule.Forbidden),
      AtEntry(AtEntry) {}

const Held *SleepInAtomic::blame(const State &S, const SleepOp &Op) const {
  llvm::SmallVector<bool, 8> Gone(S.Context.size());
  for (const analysis::Released &Given : Op.Released)
    for (size_t I = S.Context.size(); I-- > 0;)
      if (!Gone[I] && S.Context[I].Kind == Given.Kind &&
          analysis::mayBeSameLock(S.Context[I].Lock, Given.Lock, Sim.exprs())) {
        Gone[I] = true;
        break;
      }
  const Held *Found = nullptr;
  for (size_t I = 0; I != S.Context.size(); ++I) {
    const Held &H = S.Context[I];
    model::ContextMask Kind = maskOf(H.Kind);
    if (Gone[I] || !(Forbidden & Kind) || (Op.OnlyIn && !(Op.OnlyIn & Kind)))
      continue;
    // A lock says more than that interrupts are off with it.
    auto Better = [](const Held &A, const Held &B) {
      return A.Unsure != B.Unsure ? !A.Unsure
                                  : isLock(A.Kind) && !isLock(B.Kind);
    };
    if (!Found || Better(H, *Found))
      Found = &H;
  }
  return Found;
}

analysis::Aliases SleepInAtomic::namesIn(const State &S) const {
  analysis::Aliases Names;
  const auto &F = Sim.function();
  for (const auto &[Place, V] : S.values()) {
    const auto &X = Sim.exprs()[Place];
    if (!V.Same || X.Kind != facts::ExprKind::Var || X.Value < 0)
      continue;
    StringId Name = F.Vars[X.Value].Name;
    // Macros' own variables mean nothing to a reader; short names do.
    bool Hidden = R.str(Name).starts_with("_");
    auto K = Sim.exprs()[V.Same].Kind;
    if (!Hidden && K != facts::ExprKind::Var && K != facts::ExprKind::Const)
      Names.try_emplace(V.Same, Name);
  }
  return Names;
}

void SleepInAtomic::addBranches(const State &S, const Held &H,
                                std::vector<Condition> &If) const {
  for (const auto &[Place, V] : S.values()) {
    // A pointer tested before the context began has nothing to do with it.
    bool Late = V.Since > H.Since.Where;
    bool Steers = Sim.exprs()[Place].Type.Kind != facts::TypeKind::Pointer;
    if (V.Since.valid() && (Late || Steers) && !V.isTop() && !V.Written)
      If.push_back({Place, V, V.Since, false});
  }
}

/// Much of it runs before there is anything to switch to, when might_sleep()
/// does not complain and GFP_KERNEL is cut down to gfp_allowed_mask; the rest
/// runs each time that anybody boots the kernel with debugging on.
bool SleepInAtomic::runsAtBoot() const {
  return Sim.function().IsInit && !R.Tu.Environment.IsModule;
}

void SleepInAtomic::call(const State &S, const CallSite &Site,
                         const ResolvedCall &Resolved) {
  if (S.Context.empty())
    return;
  for (const SleepOp &Op : Resolved.Sleeps) {
    if (Op.Inside & Forbidden)
      continue; // told where the callee itself made the context
    if ((Op.CallerIsNot | S.CallerIsNot) & AtEntry)
      continue; // it asks where it is, and goes another way here
    const Held *H = blame(S, Op);
    if (!H)
      continue;
    Confidence C = H->Unsure ? Confidence::Low : confidenceOf(Op, Sim.exprs());
    if (runsAtBoot() && C != Confidence::Low)
      C = Confidence(unsigned(C) - 1);
    if (C < R.Opts.MinConfidence)
      continue;
    Candidate Here{Op, *H, C, Op.If, namesIn(S)};
    addBranches(S, *H, Here.If);
    auto [It, New] = Best.try_emplace(Site.EventIndex, Here);
    Candidate &Old = It->second;
    if (New)
      continue;
    auto Rank = [](const Candidate &X) {
      return std::make_pair(X.Sure, -int(X.Op.At.Path.size()));
    };
    if (Rank(Here) > Rank(Old))
      Old = std::move(Here);
    else if (Rank(Here) == Rank(Old) && Old.Op.At.Where == Op.At.Where)
      // What only some of the ways there need is no condition.
      std::erase_if(Old.If, [&](const Condition &X) {
        return llvm::find(Here.If, X) == Here.If.end();
      });
  }
}

std::string SleepInAtomic::lockName(const Candidate &C) const {
  facts::ExprId Lock = C.Blame.Lock;
  std::string Name = Lock ? analysis::spell(Lock, Sim.exprs(), Sim.function(),
                                            *R.Tu.Strings, &C.Names)
                          : "";
  if (!Name.empty() && Name.front() == '&')
    Name.erase(0, 1);
  return Name;
}

void SleepInAtomic::addConditions(Finding &F, const Candidate &C) const {
  unsigned Told = 0;
  for (const Condition &If : C.If) {
    std::string Name =
        analysis::spell(If.Expr, Sim.exprs(), Sim.function(), *R.Tu.Strings);
    if (Name.empty() || !If.Where.valid() || Told == 4)
      continue;
    std::string Text;
    if (If.Is.isZero())
      Text = " is zero";
    else if (If.Is.isConstant())
      Text = " is " + std::to_string(If.Is.Lo);
    else if (If.Is.isNonZero())
      Text = " is not zero";
    else
      continue;
    ++Told;
    R.addStep(F, TraceStep::Kind::Condition, If.Where, Sim.function().Name,
              "assuming " + quoted(Name) + Text);
  }
}

void SleepInAtomic::report(const Candidate &C) {
  const SleepOp &Op = C.Op;
  StringId Self = Sim.function().Name;
  std::string Reason = model::contextText(C.Blame.Kind).str();
  std::string Lock = lockName(C);
  if (size_t At = Reason.find("'{}'"); At != std::string::npos)
    Reason = Lock.empty() ? "a" + std::string(Reason[0] == 'r' ? "n " : " ") +
                                Reason.replace(At, 5, "")
                          : Reason.replace(At + 1, 2, Lock);
  bool IsPlace = llvm::StringRef(Reason).starts_with("in ");
  auto [Where, Function] = standingPlace(Op, Self, R);
  Finding F = R.make(Rule, C.Sure, Where, Function,
                     describe(Op, R) + " may sleep " +
                         (IsPlace ? "" : "while ") + Reason);
  if (Where != Op.At.Where)
    R.addStep(F, TraceStep::Kind::Operation, Op.At.Where, Op.At.Function,
              quoted(R.str(Op.At.Api)) + " may sleep here" +
                  (Op.Why.empty() ? "" : ": " + Op.Why));
  R.addCalls(F, Self, Op.At.Path);
  const auto &Origin = C.Blame.Since;
  StringId In = Origin.Chain.empty() ? Self : Origin.Chain.back().Callee;
  R.addStep(F, TraceStep::Kind::ContextBegins, Origin.Where, In,
            quoted(R.str(Origin.Api)) + " begins the context");
  R.addCalls(F, Self, Origin.Chain);
  addConditions(F, C);
  F.Hearsay = R.str(Op.Hearsay).str();
  if (auto Fix = atomicFix(Op, R))
    F.Fixes.push_back(std::move(*Fix));
  R.add(std::move(F), {R.str(Op.At.Api), R.str(Op.At.Function),
                       model::contextId(C.Blame.Kind), Lock, R.str(Self)});
}

void SleepInAtomic::finish() {
  for (const auto &[Event, C] : Best)
    report(C);
}

} // namespace gfpcheck::checks
