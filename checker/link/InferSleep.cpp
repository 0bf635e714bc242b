// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "link/InferSleep.h"
#include "llvm/ADT/STLExtras.h"

namespace gfpcheck::link {

using analysis::Condition;
using analysis::SleepOp;
using facts::Expr;
using facts::ExprKind;
using model::When;

/// More says less: what is known to happen under a weak condition need not be
/// said under a strong one.
static unsigned strength(const When &W) {
  switch (W.What) {
  case When::Kind::Always:
    return 0;
  case When::Kind::IfGfpBlocks:
    return 1;
  case When::Kind::IfNonZero:
  case When::Kind::IfZero:
  case When::Kind::IfFlagSet:
  case When::Kind::IfFlagClear:
    return 2;
  case When::Kind::Sometimes:
    return 3;
  case When::Kind::Never:
    break;
  }
  return 4;
}

static bool sameWhen(const When &A, const When &B) {
  return A.What == B.What && A.Arg.Index == B.Arg.Index && A.Flag == B.Flag;
}

static When sometimes(const char *Text) {
  When W;
  W.What = When::Kind::Sometimes;
  W.Text = Text;
  return W;
}

std::optional<When> SleepCases::argument(const Condition &C) const {
  const Expr &X = Portable[C.Expr];
  When W;
  W.Arg.Index = uint8_t(X.Value + 1);
  if (C.OnGfp)
    W.What = When::Kind::IfGfpBlocks;
  else if (C.Is.isZero())
    W.What = When::Kind::IfZero;
  else if (C.Is.One && !C.Is.Zero) {
    W.What = When::Kind::IfFlagSet;
    auto It = llvm::find_if(Env.Constants, [&](const auto &Named) {
      return uint64_t(Named.second) == C.Is.One;
    });
    if (It == Env.Constants.end())
      return std::nullopt;
    W.Flag = It->first;
  } else if (C.Is.isNonZero() && !C.Is.isConstant())
    W.What = When::Kind::IfNonZero;
  else
    return std::nullopt;
  return W;
}

/// Calls down to an operation, and things that have to be so in memory. With
/// more the function does not simply sleep: conditions on locals of those
/// between, and on what functions return, are not even known here. (With four
/// pci_device_is_present slept, and with it each register access of igc.)
constexpr size_t MaxDistance = 1;

When SleepCases::condition(const SleepOp &Op) const {
  if (Op.Sometimes || Op.Trust == model::Trust::Guess)
    return sometimes("it depends on more than can be said");
  std::optional<When> Only;
  size_t Distance = Op.At.Path.size();
  for (const Condition &C : Op.If) {
    const Expr &X = Portable[C.Expr];
    bool Param = X.Kind == ExprKind::Var && X.Value >= 0 && X.Value < 250;
    // Flags that are computed or kept somewhere may be any.
    if (C.OnGfp && !Param)
      return sometimes("flags that are not an argument allow blocking");
    // That a pointer is set is no surprise.
    if (X.Type.Kind == facts::TypeKind::Pointer && C.Is.isNonZero())
      continue;
    if (!Param) {
      ++Distance;
      continue;
    }
    std::optional<When> W = argument(C);
    if (!W || (Only && !sameWhen(*Only, *W)))
      return sometimes("it depends on several arguments");
    Only = W;
  }
  if (Distance > MaxDistance)
    return sometimes("it depends on what callers do not know");
  if (Only)
    return *Only;
  When Always;
  Always.What = When::Kind::Always;
  return Always;
}

void SleepCases::add(const SleepOp &Op) {
  // Not in the caller's context any more, or wrong there already.
  if (!Op.Released.empty() || Op.Inside)
    return;
  When W = condition(Op);
  if (!Best || strength(W) < strength(Best->When)) {
    Best = Found{std::move(W), &Op};
    return;
  }
  bool Same = sameWhen(W, Best->When);
  if (strength(W) == strength(Best->When) && !Same) {
    Best->When = sometimes("it depends on several arguments");
    return;
  }
  // The shortest way down says it best, and holds for the most callers.
  auto Rank = [](const SleepOp &O) {
    return std::make_tuple(llvm::popcount(O.CallerIsNot), O.OnlyIn != 0,
                           O.At.Path.size());
  };
  if (Same && Rank(Op) < Rank(*Best->Op))
    Best->Op = &Op;
}

static std::string text(const When &W) {
  std::string Arg = "argument " + std::to_string(unsigned(W.Arg.Index));
  switch (W.What) {
  case When::Kind::Never:
    return "never";
  case When::Kind::Always:
    return "always";
  case When::Kind::IfGfpBlocks:
    return "if the flags in " + Arg + " allow blocking";
  case When::Kind::IfNonZero:
    return "if " + Arg + " is not zero";
  case When::Kind::IfZero:
    return "if " + Arg + " is zero";
  case When::Kind::IfFlagSet:
    return "if " + Arg + " has " + W.Flag;
  case When::Kind::IfFlagClear:
    return "if " + Arg + " has no " + W.Flag;
  case When::Kind::Sometimes:
    break;
  }
  return "sometimes";
}

std::string sleepDisagreement(const model::Api &Body, const model::Api &Rule) {
  if (sameWhen(Body.Sleeps, Rule.Sleeps) ||
      Body.Sleeps.What == When::Kind::Sometimes ||
      Rule.Sleeps.What == When::Kind::Sometimes)
    return "";
  // A rule may demand more than one path needs.
  bool RuleIsWeaker = strength(Rule.Sleeps) < strength(Body.Sleeps);
  if (RuleIsWeaker && Rule.Sleeps.What == When::Kind::Always)
    return "";
  return "sleeps: the rule says '" + text(Rule.Sleeps) + "', the body '" +
         text(Body.Sleeps) + "'" +
         (Body.SleepWhy.empty() ? "" : ": " + Body.SleepWhy);
}

} // namespace gfpcheck::link
