// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One line for the finding and one for each step of its trace, in the form that
// editors and people know from compilers.
#include "findings/FindingJson.h"
#include "report/Report.h"
#include "report/SourcePaths.h"
#include "llvm/Support/raw_ostream.h"

namespace gfpcheck::report {

namespace {

using Color = llvm::raw_ostream::Colors;

class TextReporter : public Reporter {
public:
  TextReporter(llvm::raw_ostream &OS, RunContext Context)
      : OS(OS), Context(std::move(Context)) {}

  void add(const Entry &E) override {
    const findings::Finding &F = E.Finding;
    if (E.State == Change::Fixed || E.State == Change::Silenced)
      return inOneLine(E);
    if (E.Suppressed || E.State == Change::Unchanged)
      return;
    place(F.Where);
    label(findings::severityName(F.Severity), colorOf(F.Severity));
    bold(F.Message);
    OS << " [" << F.RuleId << "]\n";
    for (const findings::TraceStep &Step : F.Trace)
      note(Step.Where.Line ? Step.Where : F.Where, Step.Message);
    for (const findings::Fix &Fix : F.Fixes)
      note(F.Where, "--fix: " + Fix.Description);
  }

  void finish(const RunSummary &Summary) override {
    if (!Summary.Conclusion.empty())
      OS << Summary.Conclusion << '\n';
    OS.flush();
  }

private:
  static Color colorOf(findings::Severity S) {
    switch (S) {
    case findings::Severity::Error:
      return Color::RED;
    case findings::Severity::Warning:
      return Color::MAGENTA;
    case findings::Severity::Advice:
      break;
    }
    return Color::CYAN;
  }

  /// What needs no attention any more.
  void inOneLine(const Entry &E) {
    place(E.Finding.Where);
    label(E.State == Change::Fixed ? "fixed" : "suppressed", Color::GREEN);
    OS << E.Finding.Message << " [" << E.Finding.RuleId << "]";
    if (E.Suppressed && !E.Suppressed->empty())
      OS << ": " << *E.Suppressed;
    OS << '\n';
  }

  void place(const findings::Place &P) {
    OS << relativeTo(P.File, Context.WorkingDirectory) << ':';
    if (P.Line)
      OS << P.Line << ':';
    if (P.Column)
      OS << P.Column << ':';
    OS << ' ';
  }

  void label(llvm::StringRef Text, Color C) {
    if (Context.Colors)
      OS.changeColor(C, /*Bold=*/true);
    OS << Text << ':';
    if (Context.Colors)
      OS.resetColor();
    OS << ' ';
  }

  void bold(llvm::StringRef Text) {
    if (Context.Colors)
      OS.changeColor(Color::SAVEDCOLOR, /*Bold=*/true);
    OS << Text;
    if (Context.Colors)
      OS.resetColor();
  }

  void note(const findings::Place &P, llvm::StringRef Text) {
    place(P);
    label("note", Color::BLACK);
    OS << Text << '\n';
  }

  llvm::raw_ostream &OS;
  RunContext Context;
};

} // namespace

std::unique_ptr<Reporter> makeTextReporter(llvm::raw_ostream &OS,
                                           RunContext Context) {
  return std::make_unique<TextReporter>(OS, std::move(Context));
}

} // namespace gfpcheck::report
