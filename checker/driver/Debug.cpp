// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Debug.h"
#include "checks/Engine.h"
#include "driver/Analysis.h"
#include "driver/CheckRun.h"
#include "driver/CompileDatabase.h"
#include "driver/Parse.h"
#include "extract/Extract.h"
#include "facts/FactsText.h"
#include "model/RuleSet.h"
#include "clang/Frontend/CompilerInstance.h"
#include "llvm/Support/WithColor.h"

namespace gfpcheck::driver {

namespace {

class DebugConsumer : public FileConsumer {
public:
  DebugConsumer(clang::CompilerInstance &CI, const model::RuleSet &Rules,
                const DebugRequest &Request, bool &Found)
      : Rules(Rules), Request(Request), Function(Request.Function),
        Found(Found),
        Extractor(extract::makeExtractor(CI, extractOptions(Rules))) {}

  void finish(clang::CompilerInstance &CI) override {
    facts::TuFacts Tu = Extractor->finish(CI.getASTContext());
    if (Request.What == DebugRequest::Kind::Summaries)
      Found = checks::printSummaries(Tu, Extractor->provider(), Rules,
                                     engineOptions(Request.Analysis), Function,
                                     llvm::outs());
    else
      printFacts(Tu);
  }

private:
  void printFacts(const facts::TuFacts &Tu) {
    if (Function.empty()) {
      facts::print(llvm::outs(), Tu);
      Found = true;
      return;
    }
    for (const auto &F : Tu.Functions)
      if (Tu.Strings->str(F->Name) == Function)
        return print(*F, *Tu.Strings);
    const facts::FunctionFacts *F =
        Extractor->provider().find(Tu.Strings->intern(Function));
    if (F)
      print(*F, *Tu.Strings);
  }

  void print(const facts::FunctionFacts &F,
             const support::StringPool &Strings) {
    facts::print(llvm::outs(), F, Strings);
    Found = true;
  }

  const model::RuleSet &Rules;
  const DebugRequest &Request;
  llvm::StringRef Function;
  bool &Found;
  std::unique_ptr<extract::Extractor> Extractor;
};

int fail(const llvm::Twine &Why) {
  llvm::WithColor::error() << Why << '\n';
  return ExitFailed;
}

} // namespace

int printDebug(const DebugRequest &Request) {
  auto Rules = loadRules(Request.Analysis);
  if (!Rules)
    return fail(llvm::toString(Rules.takeError()));
  auto Database = CompileDatabase::load(Request.Database);
  if (!Database)
    return fail(llvm::toString(Database.takeError()));
  Selection Selected = Database->select(Request.File, workingDirectory());
  if (!Selected.Errors.empty())
    return fail(Selected.Errors[0].first + ": " + Selected.Errors[0].second);
  bool Found = false;
  ParseOutcome Outcome = parse(
      Database->command(Selected.Files[0]), [&](clang::CompilerInstance &CI) {
        return std::make_unique<DebugConsumer>(CI, **Rules, Request, Found);
      });
  for (const std::string &Why : Outcome.Errors)
    fail(Why);
  if (!Outcome.Errors.empty())
    return ExitFailed;
  if (!Found)
    return fail("'" + Request.File + "' has no body of '" + Request.Function +
                "'");
  return ExitClean;
}

} // namespace gfpcheck::driver
