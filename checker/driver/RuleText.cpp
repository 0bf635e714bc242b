// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/RuleText.h"
#include "model/RuleSet.h"
#include "report/RuleHelp.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

namespace gfpcheck::driver {

namespace {

using namespace model;

std::string argument(ArgRef Arg) {
  if (Arg.Index == ArgRef::Result)
    return "the result";
  return "argument " + llvm::utostr(Arg.Index);
}

llvm::StringRef trustText(Trust T) {
  switch (T) {
  case Trust::Guess:
    return "guessed";
  case Trust::Derived:
    return "derived by a scan";
  case Trust::Reviewed:
    break;
  }
  return "reviewed";
}

std::string whenText(const When &W) {
  switch (W.What) {
  case When::Kind::Never:
    return "never";
  case When::Kind::Always:
    return "always";
  case When::Kind::IfGfpBlocks:
    return "if the flags in " + argument(W.Arg) + " allow blocking";
  case When::Kind::IfNonZero:
    return "if " + argument(W.Arg) + " is not zero";
  case When::Kind::IfZero:
    return "if " + argument(W.Arg) + " is zero";
  case When::Kind::IfFlagSet:
    return "if " + argument(W.Arg) + " has " + W.Flag;
  case When::Kind::IfFlagClear:
    return "if " + argument(W.Arg) + " has no " + W.Flag;
  case When::Kind::Sometimes:
    break;
  }
  return W.Text.empty() ? "sometimes" : W.Text;
}

llvm::StringRef failureText(FailsWith F) {
  switch (F) {
  case FailsWith::Never:
    return "cannot fail";
  case FailsWith::Null:
    return "NULL on failure";
  case FailsWith::ErrPtr:
    return "an ERR_PTR on failure";
  case FailsWith::NullOrErr:
    return "NULL or an ERR_PTR on failure";
  case FailsWith::NegativeInt:
    return "a negative number on failure";
  case FailsWith::Zero:
    return "zero on failure";
  case FailsWith::False:
    return "false on failure";
  case FailsWith::Count:
    return "how many were allocated";
  }
  return "";
}

void line(llvm::raw_ostream &OS, llvm::StringRef What, const llvm::Twine &Is) {
  OS << "  " << llvm::left_justify(What, 14) << Is << '\n';
}

void explainAlloc(const AllocEffect &Alloc, llvm::raw_ostream &OS) {
  line(OS, "allocates",
       "family '" + Alloc.Family + "' in " + argument(Alloc.Object));
  line(OS, "returns", failureText(Alloc.Fails));
  if (Alloc.CannotFail.What != When::Kind::Never)
    line(OS, "cannot fail", whenText(Alloc.CannotFail));
  if (Alloc.Gfp.valid())
    line(OS, "flags", argument(Alloc.Gfp));
  else if (!Alloc.ImplicitGfp.empty())
    line(OS, "flags", "always " + Alloc.ImplicitGfp);
  if (Alloc.Size.valid())
    line(OS, "size",
         argument(Alloc.Size) +
             (Alloc.Count.valid() ? " times " + argument(Alloc.Count) : ""));
  if (!Alloc.FreedBy.empty())
    line(OS, "freed by", llvm::join(Alloc.FreedBy, ", "));
}

void explainContext(const ContextEffect &Effect, llvm::raw_ostream &OS) {
  constexpr llvm::StringLiteral Verbs[] = {"enters", "leaves", "tries"};
  std::string Text;
  for (ContextKind Kind : Effect.Kinds)
    Text += (Text.empty() ? "" : ", ") + contextId(Kind).str();
  if (Effect.Object.valid())
    Text += "; the lock is " + argument(Effect.Object);
  if (Effect.What == ContextEffect::Op::Try)
    Text += Effect.SuccessNonZero ? "; taken if the result is not zero"
                                  : "; taken if the result is zero";
  line(OS, Verbs[unsigned(Effect.What)], Text);
}

void explain(const Api &A, llvm::raw_ostream &OS) {
  OS << A.Name << (A.IsMacro ? " (macro)" : "") << '\n';
  if (!A.Symbols.empty())
    line(OS, "called as", llvm::join(A.Symbols, ", "));
  if (A.KnownSleep)
    line(OS, "sleeps",
         whenText(A.Sleeps) +
             (A.SleepWhy.empty() ? "" : " (" + A.SleepWhy + ")") +
             (A.SleepTrust == Trust::Reviewed
                  ? ""
                  : ", " + trustText(A.SleepTrust).str()));
  if (A.Alloc)
    explainAlloc(*A.Alloc, OS);
  for (const FreeEffect &Free : A.Frees)
    line(OS, "frees",
         argument(Free.Object) + " of family " +
             llvm::join(Free.Families, ", ") +
             (Free.NullOk ? "; NULL is fine" : "; NULL is not allowed"));
  for (const ContextEffect &Effect : A.Context)
    explainContext(Effect, OS);
  for (ArgRef Arg : A.Derefs)
    line(OS, "needs", argument(Arg) + " not NULL");
  for (ArgRef Arg : A.Checks)
    line(OS, "checks", argument(Arg) + ": an error if it is NULL");
  if (!A.Source.empty())
    line(OS, "source", A.Source + " (" + trustText(A.Confidence) + ")");
}

void explain(const CallbackRule &Rule, llvm::raw_ostream &OS) {
  if (Rule.Struct.empty())
    OS << "callback in " << argument(Rule.Arg) << " of " << Rule.Function
       << '\n';
  else
    OS << "callback " << Rule.Struct << '.' << Rule.Field << '\n';
  std::string Where;
  for (ContextKind Kind : Rule.Contexts)
    Where += (Where.empty() ? "" : ", ") + contextId(Kind).str();
  if (!Where.empty())
    line(OS, "runs",
         Where + (Rule.AlsoProcess ? "; or where it may sleep" : ""));
  if (!Rule.UnlessField.empty())
    line(OS, "unless",
         "the file sets " + Rule.UnlessStruct + "." + Rule.UnlessField +
             (Rule.UnlessFlag.empty() ? "" : " to " + Rule.UnlessFlag));
  if (!Rule.Locks.empty())
    line(OS, "locks held", llvm::join(Rule.Locks, ", "));
  constexpr llvm::StringLiteral Sleep[] = {"no", "yes", "it depends"};
  line(OS, "may sleep",
       Sleep[unsigned(Rule.MaySleep)] +
           (Rule.Condition.empty() ? "" : ": " + Rule.Condition));
  if (!Rule.Source.empty())
    line(OS, "source", Rule.Source + " (" + trustText(Rule.Confidence) + ")");
}

void explain(const BugRule &Bug, llvm::raw_ostream &OS) {
  OS << Bug.Id << '\n';
  line(OS, "severity", Bug.Severity);
  line(OS, "means", Bug.Summary);
  for (const auto &[Name, Value] : Bug.Limits)
    line(OS, "limit", Name + " = " + llvm::itostr(Value));
  if (Bug.Cwe)
    line(OS, "CWE", llvm::utostr(Bug.Cwe));
  if (llvm::StringRef Page = report::rulePage(Bug.Id); !Page.empty())
    OS << '\n' << Page.trim() << '\n';
}

void explain(const GfpFlag &Flag, const GfpTable &Table,
             llvm::raw_ostream &OS) {
  OS << Flag.Name << " in Linux " << Table.Id << '\n';
  if (!Flag.Parts.empty())
    line(OS, "is", llvm::join(Flag.Parts, " | "));
  line(OS, "bits",
       "0x" + llvm::utohexstr(Flag.DefaultBits, /*LowerCase=*/true));
  if (!Flag.Source.empty())
    line(OS, "source", Flag.Source);
}

} // namespace

std::vector<std::string> ruleIds(const RuleSet &Rules) {
  std::vector<std::string> Ids;
  for (const BugRule &Bug : Rules.bugs())
    Ids.push_back(Bug.Id);
  return Ids;
}

void listRules(const RuleSet &Rules, llvm::raw_ostream &OS) {
  for (const BugRule &Bug : Rules.bugs())
    OS << llvm::left_justify(Bug.Id, 24) << llvm::left_justify(Bug.Severity, 9)
       << Bug.Summary << '\n';
  OS << '\n'
     << Rules.apiCount() << " functions and macros, " << Rules.callbackCount()
     << " ways to run a callback, GFP flags of";
  for (const GfpTable &Table : Rules.gfpTables())
    OS << ' ' << Table.Id;
  OS << "; digest " << Rules.digest() << '\n';
}

bool explainRule(const RuleSet &Rules, llvm::StringRef Name,
                 llvm::raw_ostream &OS) {
  bool Known = false;
  if (const BugRule *Bug = Rules.bug(Name)) {
    explain(*Bug, OS);
    Known = true;
  }
  const Api *Exact = Rules.byName(Name);
  if (Exact) {
    explain(*Exact, OS);
    Known = true;
  }
  for (const Api *A : Rules.bySymbol(Name))
    if (A != Exact) {
      explain(*A, OS);
      Known = true;
    }
  auto [Struct, Field] = Name.rsplit('.');
  auto Callbacks = Field.empty() ? Rules.callbackArgs(Name)
                                 : Rules.callbackSlot(Struct, Field);
  for (const CallbackRule *Rule : Callbacks) {
    explain(*Rule, OS);
    Known = true;
  }
  for (const GfpTable &Table : Rules.gfpTables())
    for (const GfpFlag &Flag : Table.Flags)
      if (Flag.Name == Name) {
        explain(Flag, Table, OS);
        Known = true;
      }
  return Known;
}

} // namespace gfpcheck::driver
