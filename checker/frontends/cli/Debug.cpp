// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/Debug.h"
#include "driver/CheckRun.h"
#include "frontends/cli/Cli.h"
#include "frontends/cli/CommonOptions.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/WithColor.h"

namespace gfpcheck::cli {

namespace cl = llvm::cl;

namespace {

class DebugCommand : public Command {
  cl::SubCommand Sub{"debug", "Show what the checker sees"};
  cl::OptionCategory Category{"Options of debug"};
  cl::opt<std::string> What{cl::Positional, cl::sub(Sub),
                            cl::desc("facts|summary")};
  cl::opt<std::string> File{cl::Positional, cl::sub(Sub), cl::desc("<file>")};
  DatabaseOption Database{Sub, Category};
  cl::opt<std::string> Function{"function", cl::sub(Sub), cl::cat(Category),
                                cl::value_desc("NAME"),
                                cl::desc("Only this function")};
  RulesOption Rules{Sub, Category};

public:
  bool chosen() const override { return bool(Sub); }

  int run() override {
    using Kind = driver::DebugRequest::Kind;
    driver::DebugRequest Request;
    if (What == "summary")
      Request.What = Kind::Summaries;
    if ((What != "facts" && What != "summary") || File.empty()) {
      llvm::WithColor::error()
          << "say 'debug facts' or 'debug summary', and a file\n";
      return driver::ExitFailed;
    }
    Request.Analysis.RulesDir = Rules;
    Request.Database = Database;
    Request.File = File;
    Request.Function = Function;
    return driver::printDebug(Request);
  }
};

} // namespace

std::unique_ptr<Command> makeDebugCommand() {
  return std::make_unique<DebugCommand>();
}

} // namespace gfpcheck::cli
