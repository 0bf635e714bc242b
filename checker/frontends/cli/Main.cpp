// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/CheckRun.h"
#include "frontends/cli/Cli.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/PrettyStackTrace.h"
#include "llvm/Support/raw_ostream.h"

namespace cl = llvm::cl;

namespace {

constexpr llvm::StringLiteral Overview =
    "finds allocation-context bugs in Linux kernel C\n\n"
    "  gfpcheck check -p BUILD [FILE|FOLDER...]\n"
    "  gfpcheck record --source LINUX --build BUILD\n"
    "  gfpcheck init-editor -p BUILD [LINUX]\n"
    "  gfpcheck check --since COMMIT -p BUILD [FILE|FOLDER...]\n"
    "  gfpcheck diff OLD NEW\n"
    "  gfpcheck diff-check -p BUILD [REVISION]\n"
    "  make C=1 CHECK=\"gfpcheck kbuild\"\n"
    "  gfpcheck plan --ninja|--slurm DIR -p BUILD, gfpcheck summarize, "
    "gfpcheck link\n"
    "  gfpcheck why FUNCTION -p BUILD [FILE|FOLDER...]\n"
    "  gfpcheck stack --top 20 -p BUILD [FILE|FOLDER...]\n"
    "  gfpcheck rules list, gfpcheck rules explain NAME\n\n"
    "Exit status: 0 nothing found, 1 findings, 2 something could not be "
    "done.\n";

/// Options that LLVM's libraries register are none of ours.
void hideForeignOptions(llvm::ArrayRef<const cl::OptionCategory *> Ours) {
  cl::HideUnrelatedOptions(Ours, cl::SubCommand::getTopLevel());
}

} // namespace

int main(int Argc, const char **Argv) {
  using namespace gfpcheck;
  std::unique_ptr<cli::Command> Commands[] = {
      cli::makeCheckCommand(),     cli::makeRecordCommand(),
      cli::makeDebugCommand(),     cli::makeRulesCommand(),
      cli::makeSummarizeCommand(), cli::makeLinkCommand(),
      cli::makePlanCommand(),      cli::makeWhyCommand(),
      cli::makeStackCommand(),     cli::makeInitEditorCommand(),
      cli::makeKbuildCommand(),    cli::makeDiffCheckCommand(),
      cli::makeDiffCommand(),      cli::makeVersionCommand()};
  hideForeignOptions({});
  std::vector<const char *> Args(Argv, Argv + Argc);
  for (auto &Command : Commands)
    Command->separate(Args);
  if (!cl::ParseCommandLineOptions(int(Args.size()), Args.data(), Overview,
                                   &llvm::errs()))
    return driver::ExitFailed;
  for (auto &Command : Commands)
    if (Command->chosen())
      return Command->run();
  cl::PrintHelpMessage();
  return driver::ExitFailed;
}
