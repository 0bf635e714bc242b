// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/CompareRun.h"
#include "frontends/cli/Cli.h"
#include "frontends/cli/OptionGroups.h"
#include "frontends/cli/ReuseOptions.h"
#include "llvm/Support/WithColor.h"

namespace gfpcheck::cli {

namespace {

class DiffCommand : public Command {
  cl::SubCommand Sub{"diff", "Tell which findings came and went between two "
                             "reports or trees"};
  cl::OptionCategory Category{"Options of diff"};
  cl::list<std::string> Sides{
      cl::Positional, cl::sub(Sub),
      cl::desc("OLD NEW: each a SARIF file, or a compile_commands.json or its "
               "folder")};
  AnalysisOptions Analysis{Sub, Category};
  ReportOptions Report{Sub, Category};
  LimitOptions Limits{Sub, Category};
  ReuseOptions Reuse{Sub, Category};
  JobsOption Jobs{Sub, Category};
  VerboseOption Verbose{Sub, Category};

public:
  bool chosen() const override { return bool(Sub); }

  int run() override {
    driver::CompareRequest Request;
    if (Sides.size() != 2) {
      llvm::WithColor::error()
          << "diff takes two states, OLD and NEW, and " << Sides.size()
          << (Sides.size() == 1 ? " was" : " were")
          << " named; each is a SARIF file, or a compile_commands.json or its "
             "folder\n";
      return driver::ExitFailed;
    }
    Request.Old = Sides[0];
    Request.New = Sides[1];
    if (!Analysis.fill(Request.Check.Analysis))
      return driver::ExitFailed;
    Report.fill(Request.Check);
    Limits.fill(Request.Check.Limits);
    Reuse.fill(Request.Check);
    Request.Check.Verbose = Verbose;
    Request.Check.Limits.Parallel = Jobs.parallel();
    return driver::runCompare(Request);
  }
};

} // namespace

std::unique_ptr<Command> makeDiffCommand() {
  return std::make_unique<DiffCommand>();
}

} // namespace gfpcheck::cli
