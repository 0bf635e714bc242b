// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/CheckRun.h"
#include "driver/RuleText.h"
#include "driver/TranslationUnit.h"
#include "frontends/cli/Cli.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/WithColor.h"

namespace gfpcheck::cli {

namespace cl = llvm::cl;

namespace {

class RulesCommand : public Command {
  cl::SubCommand Sub{"rules", "Tell what the checker knows"};
  cl::OptionCategory Category{"Options of rules"};
  cl::opt<std::string> What{cl::Positional, cl::sub(Sub),
                            cl::desc("list|explain")};
  cl::list<std::string> Names{
      cl::Positional, cl::sub(Sub),
      cl::desc("[function, flag, rule, or struct.field...]")};
  cl::opt<std::string> Rules{
      "rules", cl::sub(Sub), cl::cat(Category), cl::value_desc("DIR"),
      cl::desc("More rule files, laid over the built-in ones")};

public:
  bool chosen() const override { return bool(Sub); }

  int run() override {
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
          << "say 'rules list', or 'rules explain' and the name of a function, "
             "flag, rule, or struct.field\n";
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
};

} // namespace

std::unique_ptr<Command> makeRulesCommand() {
  return std::make_unique<RulesCommand>();
}

} // namespace gfpcheck::cli
