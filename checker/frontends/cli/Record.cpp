// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Record.h"
#include "frontends/cli/Cli.h"
#include "frontends/cli/CommonOptions.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/CommandLine.h"

namespace gfpcheck::cli {

namespace cl = llvm::cl;

namespace {

class RecordCommand : public Command {
  cl::SubCommand Sub{"record", "Make compile_commands.json of a kernel without "
                               "compiling it"};
  cl::OptionCategory Category{"Options of record"};
  cl::list<std::string> Targets{
      cl::Positional, cl::sub(Sub),
      cl::desc("[folder/ or file of the source tree...]")};
  cl::opt<std::string> Source{"source",
                              cl::sub(Sub),
                              cl::cat(Category),
                              cl::Required,
                              cl::value_desc("LINUX"),
                              cl::desc("The kernel's source tree")};
  cl::opt<std::string> Build{
      "build",
      cl::sub(Sub),
      cl::cat(Category),
      cl::Required,
      cl::value_desc("DIR"),
      cl::desc("A folder for the recording: new, empty, or of a former one")};
  cl::opt<std::string> Config{
      "config", cl::sub(Sub), cl::cat(Category), cl::value_desc("CONFIG"),
      cl::desc("allmodconfig, defconfig, another target of kconfig, or a file "
               "(default: what --build has, else allmodconfig)")};
  cl::opt<std::string> Arch{
      "arch", cl::sub(Sub), cl::cat(Category), cl::value_desc("ARCH"),
      cl::desc("As ARCH= of the kernel's make (default: this machine's)")};
  const std::string Default = "-" + std::to_string(LLVM_VERSION_MAJOR);
  const std::string SuffixHelp =
      "Of the names of clang and the LLVM tools (default: " + Default + ")";
  cl::opt<std::string> Suffix{"llvm-suffix",
                              cl::sub(Sub),
                              cl::cat(Category),
                              cl::init(Default),
                              cl::value_desc("SUFFIX"),
                              cl::desc(SuffixHelp)};
  JobsOption Jobs{Sub, Category, "Jobs of make (default: one per CPU)"};

public:
  bool chosen() const override { return bool(Sub); }

  int run() override {
    driver::RecordRequest Request;
    Request.Source = Source;
    Request.Build = Build;
    Request.Config = Config;
    Request.Targets.assign(Targets.begin(), Targets.end());
    Request.Arch = Arch;
    Request.LlvmSuffix = Suffix;
    Request.Recorder = besideThisProgram("gfpcheck-record-cc");
    Request.Jobs = Jobs.parallel();
    return driver::runRecord(Request);
  }
};

} // namespace

std::unique_ptr<Command> makeRecordCommand() {
  return std::make_unique<RecordCommand>();
}

} // namespace gfpcheck::cli
