// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Every rule as a clang-tidy check of its own name:
//   clang-tidy-19 -load=gfpcheck-tidy.so -checks='-*,gfp-*' x.c
// Options, all global: gfpcheck.Rules, gfpcheck.MinConfidence,
// gfpcheck.KernelVersion, gfpcheck.FrameWarn, gfpcheck.PreemptRt.
#include "clang-tidy/ClangTidyCheck.h"
#include "clang-tidy/ClangTidyModule.h"
#include "clang-tidy/ClangTidyModuleRegistry.h"
#include "driver/RuleText.h"
#include "frontends/tidy/SharedRun.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

namespace {

using namespace gfpcheck;
namespace ct = clang::tidy;

class RuleCheck : public ct::ClangTidyCheck {
public:
  RuleCheck(llvm::StringRef RuleId, ct::ClangTidyContext *Context)
      : ClangTidyCheck(RuleId, Context), RuleId(RuleId) {
    const auto &Given = Context->getOptions().CheckOptions;
    for (const auto &[Name, Option] : driver::tidyOptions())
      if (auto It = Given.find(Name); It != Given.end())
        if (llvm::Error E = driver::setOption(Opts, Option, It->second.Value))
          configurationDiag("%0") << llvm::toString(std::move(E));
  }

  bool isLanguageVersionSupported(
      const clang::LangOptions &Language) const override {
    return !Language.CPlusPlus;
  }

  void registerPPCallbacks(const clang::SourceManager &,
                           clang::Preprocessor *PP,
                           clang::Preprocessor *) override {
    Run = tidy::SharedRun::of(*PP, Opts);
  }

  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override {
    // An editor server walks only the declarations of the main file.
    using namespace clang::ast_matchers;
    Finder->addMatcher(translationUnitDecl(), this);
    Finder->addMatcher(functionDecl(isDefinition(), isExpansionInMainFile()),
                       this);
  }

  void
  check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override {
    if (std::exchange(Told, true))
      return;
    clang::DiagnosticsEngine &Diags = Result.Context->getDiagnostics();
    bool IgnoreAll = Diags.getIgnoreAllWarnings();
    Diags.setIgnoreAllWarnings(false); // -w is about the compiler's warnings.
    for (const findings::Finding &F : Run->findings(*Result.Context))
      if (F.RuleId == RuleId)
        tell(F, *Result.SourceManager);
    if (std::string Error = Run->takeError(); !Error.empty())
      configurationDiag("%0") << Error;
    Diags.setIgnoreAllWarnings(IgnoreAll);
  }

private:
  void tell(const findings::Finding &F, const clang::SourceManager &Sources) {
    {
      auto Diag = diag(driver::locate(Sources, F.Where), "%0");
      Diag << F.Message;
      if (!F.Fixes.empty()) // The first is the one that --fix takes.
        for (const clang::FixItHint &Hint :
             driver::fixItHints(Sources, F.Fixes.front()))
          Diag << Hint;
    }
    for (const findings::TraceStep &Step : F.Trace)
      diag(driver::locate(Sources, Step.Where.Line ? Step.Where : F.Where),
           "%0", clang::DiagnosticIDs::Note)
          << Step.Message;
  }

  std::string RuleId;
  driver::Options Opts;
  std::shared_ptr<tidy::SharedRun> Run;
  bool Told = false;
};

class CheckerModule : public ct::ClangTidyModule {
public:
  void addCheckFactories(ct::ClangTidyCheckFactories &Factories) override {
    auto Rules = tidy::builtinRules();
    if (!Rules)
      return;
    for (const std::string &Id : driver::ruleIds(*Rules))
      Factories.registerCheckFactory(
          Id, [](llvm::StringRef Name, ct::ClangTidyContext *Context) {
            return std::make_unique<RuleCheck>(Name, Context);
          });
  }
};

// How a module makes itself known; the one global constructor.
ct::ClangTidyModuleRegistry::Add<CheckerModule>
    Registration("gfpcheck", "allocation-context bugs in kernel code");

} // namespace
