// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/TranslationUnit.h"
#include "driver/Analysis.h"
#include "driver/Embedded.h"
#include "driver/Parse.h"
#include "extract/Extract.h"
#include "model/RuleSet.h"
#include "ruleio/Rules.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/Frontend/CompilerInstance.h"
#include "llvm/Support/xxhash.h"
#include <sys/resource.h>

namespace gfpcheck::driver {

llvm::Expected<std::shared_ptr<const model::RuleSet>>
loadRules(const Options &Opts) {
  if (Opts.RulesDir.empty())
    return ruleio::loadBuiltin();
  return ruleio::loadWithOverlay(Opts.RulesDir);
}

namespace {

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

/// The files in memory, as they were read.
std::vector<Dependency> filesOf(const clang::SourceManager &Sources,
                                llvm::StringRef Directory) {
  std::vector<Dependency> Files;
  for (auto It = Sources.fileinfo_begin(); It != Sources.fileinfo_end(); ++It) {
    auto Content = It->second->getBufferDataIfLoaded();
    if (!Content)
      continue;
    Dependency D{It->first.getName().str(), llvm::xxh3_64bits(*Content)};
    makeAbsolute(D.File, Directory);
    Files.push_back(std::move(D));
  }
  return Files;
}

/// Checks the translation unit when it has been parsed. What has compiler
/// errors is left alone.
class CheckConsumer : public FileConsumer {
public:
  CheckConsumer(clang::CompilerInstance &CI, const CompileCommand &Command,
                const Options &Opts, const model::RuleSet &Rules,
                TuResult &Result)
      : Command(Command), Opts(Opts), Rules(Rules), Result(Result) {
    extract::ExtractOptions Extract = extractOptions(Rules);
    Extract.SkipBodies = !Opts.AllBodies;
    CI.getFrontendOpts().SkipFunctionBodies = Extract.SkipBodies;
    Extractor = extract::makeExtractor(CI, std::move(Extract));
  }

  bool shouldSkipFunctionBody(clang::Decl *D) override {
    return Extractor->shouldSkipFunctionBody(D);
  }

  void finish(clang::CompilerInstance &CI) override {
    look(CI.getASTContext());
    Extractor.reset(); // Before Sema.
  }

private:
  void look(clang::ASTContext &Context) {
    Result.Files = filesOf(Context.getSourceManager(), Command.Directory);
    if (Context.getDiagnostics().hasUncompilableErrorOccurred())
      return;
    Analysis Analysed =
        analyse(*Extractor, Context, Opts, Rules, Command.Directory);
    Result.Findings = std::move(Analysed.Findings);
    Result.Incomplete = std::move(Analysed.Incomplete);
    Result.Unit = std::move(Analysed.Unit);
    Result.Teaching = std::move(Analysed.Teaching);
    makePathsAbsolute(Result.Findings, Command.Directory);
    Result.Excerpt = excerptOf(Context.getSourceManager(), Result.Findings);
  }

  const CompileCommand &Command;
  const Options &Opts;
  const model::RuleSet &Rules;
  TuResult &Result;
  std::unique_ptr<extract::Extractor> Extractor;
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

} // namespace

TuResult checkFile(const CompileCommand &Command, const Options &Opts,
                   std::shared_ptr<const model::RuleSet> Rules,
                   const FileOverlay &Overlay) {
  TuResult Result;
  double Before = cpuSeconds();
  ParseOutcome Outcome = parse(
      Command,
      [&](clang::CompilerInstance &CI) {
        return std::make_unique<CheckConsumer>(CI, Command, Opts, *Rules,
                                               Result);
      },
      Overlay);
  Result.DroppedOptions = std::move(Outcome.Dropped);
  if (!Outcome.Errors.empty()) { // Findings would rest on half a file.
    Result.Findings.clear();
    Result.Errors = std::move(Outcome.Errors);
  }
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
