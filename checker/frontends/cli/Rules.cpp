// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/InferRun.h"
#include "driver/ResultCache.h"
#include "driver/RuleText.h"
#include "driver/TranslationUnit.h"
#include "frontends/cli/Cli.h"
#include "frontends/cli/OptionGroups.h"
#include "llvm/Support/WithColor.h"

namespace gfpcheck::cli {

namespace cl = llvm::cl;

namespace {

class RulesCommand : public Command {
  cl::SubCommand Sub{"rules", "Tell what the checker knows, or learn more"};
  cl::OptionCategory Category{"Options of rules"};
  cl::OptionCategory Learning{"Options of rules infer"};
  cl::opt<std::string> What{cl::Positional, cl::sub(Sub),
                            cl::desc("list|explain|infer")};
  cl::list<std::string> Names{
      cl::Positional, cl::sub(Sub),
      cl::desc("[function, flag, rule, or struct.field...; for infer: file or "
               "folder...]")};
  RulesOption Rules{Sub, Category};
  DatabaseOption Database{Sub, Learning};
  cl::opt<std::string> Output{
      "o", cl::sub(Sub), cl::cat(Learning), cl::value_desc("FILE"),
      cl::desc("Write the rules there, all or nothing")};
  cl::opt<bool> Compare{
      "compare", cl::sub(Sub), cl::cat(Learning),
      cl::desc("Print where functions do something else than their rules say")};
  cl::opt<bool> All{"all", cl::sub(Sub), cl::cat(Learning),
                    cl::desc("Also functions that nobody calls from another "
                             "folder")};
  cl::opt<std::string> Over{
      "over", cl::sub(Sub), cl::cat(Learning), cl::value_desc("DIR"),
      cl::desc("Rule files that the new one will lie over (default: the "
               "built-in rules)")};
  cl::opt<std::string> Root{
      "root", cl::sub(Sub), cl::cat(Learning), cl::value_desc("DIR"),
      cl::desc("Name sources relative to it (default: the folder that all "
               "files are in)")};
  cl::opt<std::string> Cache{"cache", cl::sub(Sub), cl::cat(Learning),
                             cl::value_desc("DIR"),
                             cl::desc("Where results are kept, as for check")};
  JobsOption Jobs{Sub, Learning};
  LimitOptions Limits{Sub, Learning};

public:
  bool chosen() const override { return bool(Sub); }

  int run() override {
    if (What == "infer")
      return infer();
    driver::Options Options;
    Options.RulesDir = Rules;
    auto Loaded = driver::loadRules(Options);
    if (!Loaded) {
      llvm::WithColor::error() << llvm::toString(Loaded.takeError()) << '\n';
      return driver::ExitFailed;
    }
    if (What == "list") {
      driver::listRules(**Loaded, llvm::outs());
      return driver::ExitClean;
    }
    if (What != "explain" || Names.empty()) {
      llvm::WithColor::error()
          << "say 'rules list', 'rules infer -p DIR', or 'rules explain' and "
             "the name of a function, flag, rule, or struct.field\n";
      return driver::ExitFailed;
    }
    int Status = driver::ExitClean;
    for (const std::string &Name : Names)
      if (!driver::explainRule(**Loaded, Name, llvm::outs())) {
        llvm::WithColor::error() << "nothing is known of '" << Name << "'\n";
        Status = driver::ExitFailed;
      }
    return Status;
  }

private:
  int infer() {
    driver::InferRequest Request;
    Request.Analysis.RulesDir = Rules;
    Request.Database = Database;
    Request.Files.assign(Names.begin(), Names.end());
    Request.OutputFile = Output;
    Request.Compare = Compare;
    Request.Everything = All;
    Request.OverDir = Over;
    Request.Root = Root;
    Request.CacheFolder =
        Cache.empty() ? driver::defaultCacheFolder() : std::string(Cache);
    Limits.fill(Request.Limits);
    Request.Limits.Parallel = Jobs.parallel();
    return driver::runInfer(Request);
  }
};

} // namespace

std::unique_ptr<Command> makeRulesCommand() {
  return std::make_unique<RulesCommand>();
}

} // namespace gfpcheck::cli
