// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/TranslationUnit.h"
#include "driver/Analysis.h"
#include "driver/Arguments.h"
#include "driver/Embedded.h"
#include "extract/Extract.h"
#include "model/RuleSet.h"
#include "ruleio/Rules.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/DiagnosticIDs.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Frontend/FrontendAction.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <sys/resource.h>

namespace gfpcheck::driver {

llvm::Expected<std::shared_ptr<const model::RuleSet>>
loadRules(const Options &Opts) {
  if (Opts.RulesDir.empty())
    return ruleio::loadBuiltin();
  return ruleio::loadWithOverlay(Opts.RulesDir);
}

namespace {

/// Keeps the first errors of the compiler and counts the others. A warning that
/// a command or a pragma made an error is none.
class CompilerErrors : public clang::DiagnosticConsumer {
public:
  void HandleDiagnostic(clang::DiagnosticsEngine::Level Level,
                        const clang::Diagnostic &Info) override {
    if (Level < clang::DiagnosticsEngine::Error ||
        clang::DiagnosticIDs::isBuiltinWarningOrExtension(Info.getID()))
      return;
    if (++Count <= MaxKept)
      Messages.push_back(format(Info));
  }

  std::vector<std::string> take() {
    if (Count > MaxKept)
      Messages.push_back("and " + std::to_string(Count - MaxKept) + " more");
    return std::move(Messages);
  }
  bool any() const { return Count != 0; }

private:
  static constexpr unsigned MaxKept = 3;

  static std::string format(const clang::Diagnostic &Info) {
    llvm::SmallString<128> Text;
    Info.FormatDiagnostic(Text);
    std::string Where;
    if (Info.hasSourceManager() && Info.getLocation().isValid()) {
      clang::PresumedLoc Loc = Info.getSourceManager().getPresumedLoc(
          Info.getSourceManager().getExpansionLoc(Info.getLocation()));
      if (Loc.isValid())
        Where = std::string(Loc.getFilename()) + ":" +
                std::to_string(Loc.getLine()) + ":" +
                std::to_string(Loc.getColumn()) + ": ";
    }
    return Where + Text.str().str();
  }

  std::vector<std::string> Messages;
  unsigned Count = 0;
};

void makeAbsolute(std::string &File, llvm::StringRef Directory) {
  if (File.empty() || File.front() == '<') // <built-in>
    return;
  llvm::SmallString<256> Path(File);
  if (!llvm::sys::path::is_absolute(Path)) {
    Path = Directory;
    llvm::sys::path::append(Path, File);
  }
  llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  File = Path.str().str();
}

/// Commands run in different folders; findings of all meet in one report.
void makePathsAbsolute(std::vector<findings::Finding> &Findings,
                       llvm::StringRef Directory) {
  for (findings::Finding &F : Findings) {
    makeAbsolute(F.Where.File, Directory);
    for (findings::TraceStep &Step : F.Trace)
      makeAbsolute(Step.Where.File, Directory);
    for (findings::Fix &Fix : F.Fixes)
      for (findings::Edit &E : Fix.Edits)
        makeAbsolute(E.File, Directory);
  }
}

/// Checks the translation unit when it has been parsed. What has compiler
/// errors is left alone.
class CheckConsumer : public clang::ASTConsumer {
public:
  CheckConsumer(clang::CompilerInstance &CI, const CompileCommand &Command,
                const Options &Opts, const model::RuleSet &Rules,
                TuResult &Result)
      : Command(Command), Opts(Opts), Rules(Rules), Result(Result),
        Extractor(extract::makeExtractor(CI, extractOptions(Rules))) {}

  void HandleTranslationUnit(clang::ASTContext &Context) override {
    if (Context.getDiagnostics().hasUncompilableErrorOccurred())
      return;
    Result.Findings = analyse(*Extractor, Context, Opts, Rules);
    makePathsAbsolute(Result.Findings, Command.Directory);
    Result.Excerpt = excerptOf(Context.getSourceManager(), Result.Findings);
  }

private:
  const CompileCommand &Command;
  const Options &Opts;
  const model::RuleSet &Rules;
  TuResult &Result;
  std::unique_ptr<extract::Extractor> Extractor;
};

class CheckAction : public clang::ASTFrontendAction {
public:
  CheckAction(const CompileCommand &Command, const Options &Opts,
              const model::RuleSet &Rules, TuResult &Result)
      : Command(Command), Opts(Opts), Rules(Rules), Result(Result) {}

protected:
  std::unique_ptr<clang::ASTConsumer>
  CreateASTConsumer(clang::CompilerInstance &CI, llvm::StringRef) override {
    return std::make_unique<CheckConsumer>(CI, Command, Opts, Rules, Result);
  }

private:
  const CompileCommand &Command;
  const Options &Opts;
  const model::RuleSet &Rules;
  TuResult &Result;
};

double cpuSeconds() {
  rusage Usage;
  getrusage(RUSAGE_SELF, &Usage);
  auto Seconds = [](timeval T) { return double(T.tv_sec) + T.tv_usec / 1e6; };
  return Seconds(Usage.ru_utime) + Seconds(Usage.ru_stime);
}

uint64_t peakKiB() {
  rusage Usage;
  getrusage(RUSAGE_SELF, &Usage);
  return uint64_t(Usage.ru_maxrss);
}

/// The languages that the checker reads: C, preprocessed or not.
bool isC(const clang::CompilerInvocation &Invocation) {
  clang::InputKind Kind = Invocation.getFrontendOpts().Inputs[0].getKind();
  return Kind.getLanguage() == clang::Language::C;
}

/// Real files, with a working directory of their own.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
filesFrom(const std::string &Directory, std::vector<std::string> &Errors) {
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files =
      llvm::vfs::createPhysicalFileSystem();
  if (std::error_code EC = Files->setCurrentWorkingDirectory(Directory)) {
    Errors.push_back("the command's directory '" + Directory +
                     "' cannot be entered: " + EC.message());
    return nullptr;
  }
  return Files;
}

void parseAndCheck(const CompileCommand &Command, const Options &Opts,
                   const model::RuleSet &Rules, TuResult &Result) {
  auto Files = filesFrom(Command.Directory, Result.Errors);
  if (!Files)
    return;
  std::vector<std::string> Dropped;
  auto Invocation = makeInvocation(Command, Files, Dropped, Result.Errors);
  Result.DroppedOptions = std::move(Dropped);
  if (!Invocation)
    return;
  if (!isC(*Invocation)) {
    Result.Errors.push_back("not C; gfpcheck reads only C");
    return;
  }

  CompilerErrors Compiler;
  clang::CompilerInstance CI;
  CI.setInvocation(std::move(Invocation));
  CI.createDiagnostics(&Compiler, /*ShouldOwnClient=*/false);
  CI.createFileManager(clang::createVFSFromCompilerInvocation(
      CI.getInvocation(), CI.getDiagnostics(), Files));
  CheckAction Action(Command, Opts, Rules, Result);
  bool Ok = CI.ExecuteAction(Action);
  if (Compiler.any()) {
    Result.Findings.clear();
    Result.Errors = Compiler.take();
  } else if (!Ok && CI.getDiagnostics().hasUncompilableErrorOccurred()) {
    Result.Errors.push_back("the file cannot be parsed");
  }
}

} // namespace

TuResult checkFile(const CompileCommand &Command, const Options &Opts,
                   std::shared_ptr<const model::RuleSet> Rules) {
  TuResult Result;
  double Before = cpuSeconds();
  parseAndCheck(Command, Opts, *Rules, Result);
  Result.CpuSeconds = cpuSeconds() - Before;
  Result.PeakKiB = peakKiB();
  return Result;
}

namespace {

class EmbeddedConsumer : public clang::ASTConsumer {
public:
  EmbeddedConsumer(clang::Preprocessor &PP, const Options &Opts,
                   std::shared_ptr<const model::RuleSet> Rules,
                   std::function<void(std::vector<findings::Finding>)> Deliver)
      : Run(PP, Opts, std::move(Rules)), Deliver(std::move(Deliver)) {}

  void HandleTranslationUnit(clang::ASTContext &Context) override {
    Deliver(Run.finish(Context));
  }

private:
  EmbeddedRun Run;
  std::function<void(std::vector<findings::Finding>)> Deliver;
};

} // namespace

std::unique_ptr<clang::ASTConsumer>
makeConsumer(clang::CompilerInstance &CI, const Options &Opts,
             std::shared_ptr<const model::RuleSet> Rules,
             std::function<void(std::vector<findings::Finding>)> Deliver) {
  return std::make_unique<EmbeddedConsumer>(
      CI.getPreprocessor(), Opts, std::move(Rules), std::move(Deliver));
}

} // namespace gfpcheck::driver
