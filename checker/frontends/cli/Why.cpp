// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/WhyRun.h"
#include "frontends/cli/Cli.h"
#include "frontends/cli/ProgramOptions.h"
#include "llvm/Support/WithColor.h"

namespace gfpcheck::cli {

namespace cl = llvm::cl;

namespace {

class WhyCommand : public Command {
  cl::SubCommand Sub{"why", "Tell how a function is reached and what it does"};
  cl::OptionCategory Category{"Options of why"};
  cl::opt<std::string> Function{cl::Positional, cl::sub(Sub),
                                cl::desc("<function or file.c:function>")};
  cl::list<std::string> Files{cl::Positional, cl::sub(Sub),
                              cl::desc("[file or folder...]")};
  ProgramOptions Program{Sub, Category};
  cl::opt<std::string> From{
      "from", cl::sub(Sub), cl::cat(Category), cl::value_desc("FUNCTION"),
      cl::desc("Only the shortest chain of calls that begins there")};
  cl::opt<std::string> To{
      "to", cl::sub(Sub), cl::cat(Category), cl::value_desc("FUNCTION"),
      cl::desc("Only the shortest chain of calls from the function to there")};
  cl::opt<bool> Json{"json", cl::sub(Sub), cl::cat(Category),
                     cl::desc("Answer as JSON")};
  cl::opt<bool> Dot{"dot", cl::sub(Sub), cl::cat(Category),
                    cl::desc("Draw the chains, for graphviz")};

  static int wrong(llvm::StringRef Text) {
    llvm::WithColor::error() << Text << '\n';
    return driver::ExitFailed;
  }

public:
  bool chosen() const override { return bool(Sub); }

  int run() override {
    if (Function.empty())
      return wrong("say which function: gfpcheck why FUNCTION -p BUILD");
    if (Json && Dot)
      return wrong("--json and --dot exclude each other");
    if (!From.empty() && !To.empty())
      return wrong("--from and --to exclude each other; the function is the "
                   "other end");
    driver::WhyRequest Request;
    Request.Function = Function;
    Request.From = From;
    Request.To = To;
    Request.IndexFile = Program.Index;
    Request.Program = Program.request({Files.begin(), Files.end()});
    Request.Format = Json  ? driver::GraphFormat::Json
                     : Dot ? driver::GraphFormat::Dot
                           : driver::GraphFormat::Text;
    return driver::runWhy(Request);
  }
};

} // namespace

std::unique_ptr<Command> makeWhyCommand() {
  return std::make_unique<WhyCommand>();
}

} // namespace gfpcheck::cli
