// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/CheckRun.h"
#include "driver/SinceRun.h"
#include "frontends/cli/Cli.h"
#include "frontends/cli/OptionGroups.h"
#include "frontends/cli/ReuseOptions.h"
#include "llvm/Support/WithColor.h"

namespace gfpcheck::cli {

namespace cl = llvm::cl;

namespace {

class CheckCommand : public Command {
  cl::SubCommand Sub{"check", "Check files of a compilation database"};
  cl::OptionCategory Category{"Options of check"};

  AnalysisOptions Analysis{Sub, Category};
  ReportOptions Report{Sub, Category};
  LimitOptions Limits{Sub, Category};
  cl::list<std::string> Files{cl::Positional, cl::sub(Sub),
                              cl::desc("[file or folder...]")};
  DatabaseOption Database{Sub, Category};
  JobsOption Jobs{Sub, Category};
  cl::opt<std::string> Index{
      "index", cl::sub(Sub), cl::cat(Category), cl::value_desc("FILE"),
      cl::desc("Write the program index there, for 'why'")};
  cl::opt<bool> Fix{"fix", cl::sub(Sub), cl::cat(Category),
                    cl::desc("Apply the fixes of the findings to the files")};
  cl::opt<std::string> Stats{
      "stats", cl::sub(Sub), cl::cat(Category), cl::value_desc("FILE"),
      cl::desc("Write CPU seconds and peak memory of each file, as JSON")};
  cl::opt<std::string> Since{
      "since", cl::sub(Sub), cl::cat(Category), cl::value_desc("COMMIT"),
      cl::desc("Tell only what is new compared with that commit; all files are "
               "seen as one program")};
  ReuseOptions Reuse{Sub, Category};
  VerboseOption Verbose{Sub, Category};

public:
  bool chosen() const override { return bool(Sub); }

  int run() override {
    driver::CheckRequest Request;
    if (!Analysis.fill(Request.Analysis))
      return driver::ExitFailed;
    Report.fill(Request);
    Limits.fill(Request.Limits);
    Request.Database = Database;
    Request.Files.assign(Files.begin(), Files.end());
    Request.Limits.Parallel = Jobs.parallel();
    Request.StatsFile = Stats;
    Request.IndexFile = Index;
    Request.Fix = Fix;
    Request.Verbose = Verbose;
    Reuse.fill(Request);
    if (Since.getNumOccurrences() == 0)
      return driver::runCheck(Request);
    if (Fix) {
      llvm::WithColor::error()
          << "--since tells what is new and changes nothing; leave out --fix, "
             "or run 'gfpcheck check --fix' on the files\n";
      return driver::ExitFailed;
    }
    return driver::runSince(Request, Since);
  }
};

} // namespace

std::unique_ptr<Command> makeCheckCommand() {
  return std::make_unique<CheckCommand>();
}

} // namespace gfpcheck::cli
