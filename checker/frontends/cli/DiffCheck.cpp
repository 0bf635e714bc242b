// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/DiffCheck.h"
#include "frontends/cli/Cli.h"
#include "frontends/cli/OptionGroups.h"
#include "llvm/Support/WithColor.h"

namespace gfpcheck::cli {

namespace {

class DiffCheckCommand : public Command {
  cl::SubCommand Sub{"diff-check", "Tell only the findings that a change in a "
                                   "git repository brings"};
  cl::OptionCategory Category{"Options of diff-check"};
  cl::opt<std::string> Revision{
      cl::Positional, cl::sub(Sub),
      cl::desc("[from where: HEAD, or A..B; to the working tree]")};
  DatabaseOption Database{Sub, Category};
  cl::opt<bool> Cached{"cached", cl::sub(Sub), cl::cat(Category),
                       cl::desc("To what is staged, for a pre-commit hook")};
  cl::opt<bool> Patch{
      "patch", cl::sub(Sub), cl::cat(Category),
      cl::desc("The change is a patch or mail on standard input")};
  cl::opt<bool> Terse{"terse", cl::sub(Sub), cl::cat(Category),
                      cl::desc("One line for a finding, as b4 wants it")};
  JobsOption Jobs{Sub, Category};
  AnalysisOptions Analysis{Sub, Category};
  FailOption Fail{Sub, Category, FailOn::Advice};
  LimitOptions Limits{Sub, Category};

public:
  bool chosen() const override { return bool(Sub); }

  int run() override {
    driver::DiffRequest Request;
    if (!Analysis.fill(Request.Analysis))
      return driver::ExitFailed;
    if (Patch && (Cached || !Revision.empty())) {
      llvm::WithColor::error()
          << "--patch says what the change is: neither --cached nor a "
             "revision goes with it\n";
      return driver::ExitFailed;
    }
    Limits.fill(Request.Limits);
    Request.Limits.Parallel = Jobs.parallel();
    Request.Database = Database;
    Request.Revision = Revision;
    Request.Cached = Cached;
    Request.Patch = Patch;
    Request.Terse = Terse;
    Request.FailOn = Fail.severity();
    return driver::runDiffCheck(Request);
  }
};

} // namespace

std::unique_ptr<Command> makeDiffCheckCommand() {
  return std::make_unique<DiffCheckCommand>();
}

} // namespace gfpcheck::cli
