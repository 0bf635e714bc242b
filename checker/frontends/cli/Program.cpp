// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// summarize, link, plan: a check taken apart for many machines.
#include "driver/Plan.h"
#include "driver/ProgramCommands.h"
#include "frontends/cli/Cli.h"
#include "frontends/cli/OptionGroups.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/WithColor.h"

namespace gfpcheck::cli {

namespace {

class SummarizeCommand : public Command {
  cl::SubCommand Sub{"summarize", "Check one file and write down what others "
                                  "must know of it"};
  cl::OptionCategory Category{"Options of summarize"};

  AnalysisOptions Analysis{Sub, Category};
  LimitOptions Limits{Sub, Category};
  cl::opt<std::string> File{cl::Positional, cl::sub(Sub), cl::desc("[file]")};
  DatabaseOption Database{Sub, Category};
  cl::opt<std::string> Output{"o",
                              cl::sub(Sub),
                              cl::cat(Category),
                              cl::Required,
                              cl::value_desc("FILE"),
                              cl::desc("The summary, for gfpcheck link")};
  cl::opt<std::string> DepFile{
      "depfile", cl::sub(Sub), cl::cat(Category), cl::value_desc("FILE"),
      cl::desc("Write the names of all files that were read, for make")};

public:
  bool chosen() const override { return bool(Sub); }

  int run() override {
    driver::SummarizeRequest Request;
    if (!Analysis.fill(Request.Analysis))
      return driver::ExitFailed;
    Limits.fill(Request.Limits);
    Request.Database = Database;
    Request.File = File;
    Request.OutputFile = Output;
    Request.DepFile = DepFile;
    return driver::runSummarize(Request);
  }
};

class LinkCommand : public Command {
  cl::SubCommand Sub{"link", "Report what summarised files show, alone and "
                             "together"};
  cl::OptionCategory Category{"Options of link"};

  AnalysisOptions Analysis{Sub, Category};
  ReportOptions Report{Sub, Category};
  cl::list<std::string> Summaries{cl::Positional, cl::sub(Sub),
                                  cl::desc("[summary...]")};
  cl::opt<std::string> List{"list", cl::sub(Sub), cl::cat(Category),
                            cl::value_desc("FILE"),
                            cl::desc("More summaries, one per line")};
  cl::opt<std::string> Index{
      "index", cl::sub(Sub), cl::cat(Category), cl::value_desc("FILE"),
      cl::desc("Write the program index there, for 'why'")};
  cl::opt<std::string> RelativeTo{
      "relative-to", cl::sub(Sub), cl::cat(Category), cl::value_desc("DIR"),
      cl::desc("Name files as seen from there (default: the current folder)")};
  VerboseOption Verbose{Sub, Category};

public:
  bool chosen() const override { return bool(Sub); }

  int run() override {
    driver::LinkRequest Request;
    if (!Analysis.fill(Request.Analysis))
      return driver::ExitFailed;
    Report.fill(Request);
    Request.Summaries.assign(Summaries.begin(), Summaries.end());
    Request.ListFile = List;
    Request.RelativeTo = RelativeTo;
    Request.IndexFile = Index;
    Request.Verbose = Verbose;
    return driver::runLink(Request);
  }
};

class PlanCommand : public Command {
  cl::SubCommand Sub{"plan", "Write what ninja or Slurm need to check files on "
                             "many machines"};
  cl::OptionCategory Category{"Options of plan"};

  cl::list<std::string> Files{cl::Positional, cl::sub(Sub),
                              cl::desc("[file or folder...]")};
  DatabaseOption Database{Sub, Category};
  cl::opt<std::string> Ninja{
      "ninja", cl::sub(Sub), cl::cat(Category), cl::value_desc("DIR"),
      cl::desc("Folder for build.ninja, the summaries and the report")};
  cl::opt<std::string> Slurm{
      "slurm", cl::sub(Sub), cl::cat(Category), cl::value_desc("DIR"),
      cl::desc("Folder for job scripts, the summaries and the report")};
  cl::opt<unsigned> PerTask{
      "files-per-task",
      cl::sub(Sub),
      cl::cat(Category),
      cl::init(100),
      cl::value_desc("N"),
      cl::desc("With --slurm: files that one task of the array summarises "
               "(default: 100, or as many as MaxArraySize makes it)")};
  AnalysisOptions Analysis{Sub, Category};
  ReportOptions Report{Sub, Category};

public:
  bool chosen() const override { return bool(Sub); }

  int run() override {
    driver::Options Checked;
    if (!Analysis.fill(Checked))
      return driver::ExitFailed;
    if (const char *Why = mistake()) {
      llvm::WithColor::error() << "plan: " << Why << '\n';
      return driver::ExitFailed;
    }
    driver::PlanRequest Request;
    Request.Database = Database;
    Request.Files.assign(Files.begin(), Files.end());
    Request.For = Slurm.empty() ? driver::PlanRequest::Runner::Ninja
                                : driver::PlanRequest::Runner::Slurm;
    Request.Folder = Slurm.empty() ? Ninja : Slurm;
    Request.PerTask = PerTask;
    Request.Program = llvm::sys::fs::getMainExecutable(nullptr, nullptr);
    Request.AnalysisOptions = Analysis.written();
    Request.ReportOptions = Report.written();
    return driver::runPlan(Request);
  }

private:
  const char *mistake() const {
    if (Ninja.empty() == Slurm.empty())
      return "name the folder for it with either --ninja or --slurm";
    if (PerTask == 0)
      return "a task needs a file; --files-per-task begins at 1";
    if (!Report.Output.empty())
      return "the report is 'report' in the folder of the plan; -o has no "
             "meaning here";
    return nullptr;
  }
};

} // namespace

std::unique_ptr<Command> makeSummarizeCommand() {
  return std::make_unique<SummarizeCommand>();
}
std::unique_ptr<Command> makeLinkCommand() {
  return std::make_unique<LinkCommand>();
}
std::unique_ptr<Command> makePlanCommand() {
  return std::make_unique<PlanCommand>();
}

} // namespace gfpcheck::cli
