// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The checker inside clang:
//   clang-19 -fplugin=gfpcheck-plugin.so [-fplugin-arg-gfpcheck-checks=...] -c
//   x.c
// Findings are warnings, whatever -w and -Werror say, so that a build goes on;
// -fplugin-arg-gfpcheck-fail-on=error (or warning, advice) makes them errors.
#include "driver/Embedded.h"
#include "driver/TranslationUnit.h"
#include "findings/FindingJson.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Frontend/FrontendPluginRegistry.h"

namespace {

using namespace gfpcheck;

/// Options of the compilation that must not swallow findings or make them
/// errors, off for a while.
class OwnSeverities {
public:
  explicit OwnSeverities(clang::DiagnosticsEngine &Diags)
      : Diags(Diags), IgnoreAll(Diags.getIgnoreAllWarnings()),
        AsErrors(Diags.getWarningsAsErrors()) {
    Diags.setIgnoreAllWarnings(false);
    Diags.setWarningsAsErrors(false);
  }
  ~OwnSeverities() {
    Diags.setIgnoreAllWarnings(IgnoreAll);
    Diags.setWarningsAsErrors(AsErrors);
  }

private:
  clang::DiagnosticsEngine &Diags;
  bool IgnoreAll, AsErrors;
};

class Teller {
public:
  Teller(clang::CompilerInstance &CI, std::optional<findings::Severity> FailOn)
      : Diags(CI.getDiagnostics()), Sources(CI.getSourceManager()),
        FailOn(FailOn) {}

  void tell(const std::vector<findings::Finding> &Findings) {
    OwnSeverities Guard(Diags);
    for (const findings::Finding &F : Findings)
      tell(F);
  }

private:
  void tell(const findings::Finding &F) {
    bool IsError = FailOn && F.Severity >= *FailOn;
    unsigned Id =
        Diags.getCustomDiagID(IsError ? clang::DiagnosticsEngine::Error
                                      : clang::DiagnosticsEngine::Warning,
                              "%0 [%1]");
    Diags.Report(driver::locate(Sources, F.Where), Id) << F.Message << F.RuleId;
    for (const findings::TraceStep &Step : F.Trace)
      note(Step.Where.Line ? Step.Where : F.Where, Step.Message, {});
    for (const findings::Fix &Fix : F.Fixes)
      note(F.Where, Fix.Description, driver::fixItHints(Sources, Fix));
  }

  void note(const findings::Place &Where, llvm::StringRef Text,
            llvm::ArrayRef<clang::FixItHint> Hints) {
    unsigned Id = Diags.getCustomDiagID(clang::DiagnosticsEngine::Note, "%0");
    auto Note = Diags.Report(driver::locate(Sources, Where), Id);
    Note << Text;
    for (const clang::FixItHint &Hint : Hints)
      Note << Hint;
  }

  clang::DiagnosticsEngine &Diags;
  const clang::SourceManager &Sources;
  std::optional<findings::Severity> FailOn;
};

class CheckerAction : public clang::PluginASTAction {
protected:
  std::unique_ptr<clang::ASTConsumer>
  CreateASTConsumer(clang::CompilerInstance &CI, llvm::StringRef) override {
    auto Rules = driver::loadRules(Opts);
    if (!Rules) {
      complain(CI, llvm::toString(Rules.takeError()));
      return std::make_unique<clang::ASTConsumer>();
    }
    return driver::makeConsumer(
        CI, Opts, std::move(*Rules),
        [&CI, FailOn = FailOn](std::vector<findings::Finding> Findings) {
          Teller(CI, FailOn).tell(Findings);
        });
  }

  bool ParseArgs(const clang::CompilerInstance &CI,
                 const std::vector<std::string> &Args) override {
    for (const std::string &Arg : Args) {
      auto [Name, Value] = llvm::StringRef(Arg).split('=');
      if (llvm::Error E = setOption(Name, Value)) {
        complain(CI, llvm::toString(std::move(E)));
        return false;
      }
    }
    return true;
  }

  ActionType getActionType() override { return AddAfterMainAction; }

private:
  llvm::Error setOption(llvm::StringRef Name, llvm::StringRef Value) {
    if (Name != "fail-on")
      return driver::setOption(Opts, Name, Value);
    FailOn = findings::severityFromName(Value);
    if (FailOn || Value == "never")
      return llvm::Error::success();
    return llvm::createStringError("option 'fail-on': '" + Value +
                                   "' is not error, warning, advice or never");
  }

  static void complain(const clang::CompilerInstance &CI,
                       llvm::StringRef Text) {
    clang::DiagnosticsEngine &Diags = CI.getDiagnostics();
    Diags.Report(
        Diags.getCustomDiagID(clang::DiagnosticsEngine::Error, "gfpcheck: %0"))
        << Text;
  }

  driver::Options Opts;
  std::optional<findings::Severity> FailOn;
};

// How a plugin makes itself known; the one global constructor.
clang::FrontendPluginRegistry::Add<CheckerAction>
    Registration("gfpcheck", "allocation-context bugs in kernel code");

} // namespace
