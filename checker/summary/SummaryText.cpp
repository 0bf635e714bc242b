// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "summary/SummaryText.h"
#include "analysis/Spell.h"
#include <limits>

namespace gfpcheck::summary {

using analysis::Condition;
using analysis::Value;
using facts::ExprId;

namespace {

class Printer {
public:
  Printer(llvm::raw_ostream &OS, const facts::ExprTable &Exprs,
          support::StringPool const &Strings)
      : OS(OS), Exprs(Exprs), Strings(Strings) {}

  void summary(const FunctionSummary &S) {
    OS << Strings.str(S.Name) << (S.Complete ? "" : " (incomplete)")
       << (S.NeverReturns ? " never returns" : "") << "\n";
    for (const auto &O : S.Exits)
      exit(O);
    for (const auto &Op : S.Sleeps)
      sleep(Op);
    for (const auto &D : S.Derefs) {
      OS << "  follows " << expr(D.Pointer) << " at " << D.At.Where.Line;
      conditions(D.If);
    }
  }

private:
  std::string expr(ExprId E) {
    if (!E)
      return "?";
    std::string Text = analysis::spell(E, Exprs, parameters(), Strings);
    return Text.empty() ? "?" : Text;
  }

  /// A function whose parameters are called $1, $2...
  const facts::FunctionFacts &parameters() {
    if (Names.Vars.empty())
      for (unsigned I = 0; I != 16; ++I) {
        facts::Variable V;
        std::string Name = "$" + std::to_string(I + 1);
        V.Name = const_cast<support::StringPool &>(Strings).intern(Name);
        Names.Vars.push_back(V);
      }
    return Names;
  }

  std::string value(const Value &V) {
    if (V.isConstant())
      return "== " + std::to_string(V.Lo);
    std::string Text;
    if (V.isNonZero())
      Text += "!= 0 ";
    if (V.Lo != std::numeric_limits<int64_t>::min())
      Text += ">= " + std::to_string(V.Lo) + " ";
    if (V.Hi != std::numeric_limits<int64_t>::max())
      Text += "<= " + std::to_string(V.Hi) + " ";
    return Text.empty() ? "any" : Text;
  }

  void conditions(const std::vector<Condition> &If) {
    for (const Condition &C : If)
      OS << (&C == &If.front() ? " if " : " and ") << expr(C.Expr) << " "
         << value(C.Is) << (C.OnGfp ? " (gfp)" : "");
    OS << "\n";
  }

  void exit(const analysis::Outcome &O) {
    OS << "  returns " << value(O.Result);
    if (O.Result.Same)
      OS << " same as " << expr(O.Result.Same);
    if (O.Fresh)
      OS << " fresh";
    for (const auto &L : O.Leaves)
      OS << " leaves " << contextId(L.Kind) << " " << expr(L.Lock);
    for (const auto &H : O.Enters)
      OS << " enters " << contextId(H.Kind) << " " << expr(H.Lock)
         << (H.Unsure ? " unsure" : "");
    for (const auto &W : O.Writes)
      OS << " writes " << expr(W.Place) << " " << value(W.Now)
         << (W.Fresh ? " fresh" : "");
    conditions(O.If);
  }

  void sleep(const analysis::SleepOp &Op) {
    OS << "  sleeps in " << Strings.str(Op.At.Api) << " at "
       << Op.At.Where.Line;
    for (const auto &Step : Op.At.Path)
      OS << " < " << Strings.str(Step.Callee);
    if (Op.Sometimes)
      OS << " sometimes";
    if (Op.Inside)
      OS << " inside";
    if (Op.CallerIsNot)
      OS << " caller-is-not";
    for (const auto &R : Op.Released)
      OS << " released " << contextId(R.Kind) << " " << expr(R.Lock);
    OS << " trust " << unsigned(Op.Trust);
    conditions(Op.If);
  }

  llvm::raw_ostream &OS;
  const facts::ExprTable &Exprs;
  const support::StringPool &Strings;
  facts::FunctionFacts Names;
};

} // namespace

void print(llvm::raw_ostream &OS, const FunctionSummary &S,
           const facts::ExprTable &Portable,
           const support::StringPool &Strings) {
  Printer(OS, Portable, Strings).summary(S);
}

} // namespace gfpcheck::summary
