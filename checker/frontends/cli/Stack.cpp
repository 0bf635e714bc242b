// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/StackRun.h"
#include "frontends/cli/Cli.h"
#include "frontends/cli/ProgramOptions.h"

namespace gfpcheck::cli {

namespace cl = llvm::cl;

namespace {

class StackCommand : public Command {
  cl::SubCommand Sub{"stack", "Tell which chains of calls take most stack"};
  cl::OptionCategory Category{"Options of stack"};
  cl::list<std::string> Files{cl::Positional, cl::sub(Sub),
                              cl::desc("[file or folder...]")};
  ProgramOptions Program{Sub, Category};
  cl::opt<unsigned> Top{"top",
                        cl::sub(Sub),
                        cl::cat(Category),
                        cl::init(20),
                        cl::value_desc("N"),
                        cl::desc("Chains to tell (default: 20)")};
  cl::opt<std::string> Usage{
      "stack-usage", cl::sub(Sub), cl::cat(Category), cl::value_desc("DIR"),
      cl::desc("Exact frames: .su files of -fstack-usage below that folder")};
  cl::opt<bool> Pointers{
      "all-pointers", cl::sub(Sub), cl::cat(Category),
      cl::desc("Follow pointers that may mean several functions, too")};
  cl::opt<driver::GraphFormat> Format{
      "format",
      cl::sub(Sub),
      cl::cat(Category),
      cl::desc("How to tell them:"),
      cl::init(driver::GraphFormat::Text),
      cl::values(clEnumValN(driver::GraphFormat::Text, "text", "for reading"),
                 clEnumValN(driver::GraphFormat::Json, "json", "plain JSON"),
                 clEnumValN(driver::GraphFormat::Dot, "dot", "for graphviz"),
                 clEnumValN(driver::GraphFormat::Svg, "svg", "a picture"))};

public:
  bool chosen() const override { return bool(Sub); }

  int run() override {
    driver::StackRequest Request;
    Request.IndexFile = Program.Index;
    Request.Program = Program.request({Files.begin(), Files.end()});
    Request.Top = Top;
    Request.AllPointers = Pointers;
    Request.StackUsage = Usage;
    Request.Format = Format;
    return driver::runStack(Request);
  }
};

} // namespace

std::unique_ptr<Command> makeStackCommand() {
  return std::make_unique<StackCommand>();
}

} // namespace gfpcheck::cli
