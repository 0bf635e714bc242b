// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/KbuildRun.h"
#include "frontends/cli/Cli.h"
#include "frontends/cli/OptionGroups.h"
#include "llvm/ADT/STLExtras.h"
#include <cstdlib>
#include <functional>

namespace gfpcheck::cli {

namespace {

class KbuildCommand : public Command {
  cl::SubCommand Sub{"kbuild", "Check one file when the kernel's make calls "
                               "CHECK: make C=1 CHECK=\"gfpcheck kbuild\""};
  cl::OptionCategory Category{"Options of kbuild"};
  cl::list<std::string> Arguments{
      cl::Positional, cl::sub(Sub),
      cl::desc("[what make passes to sparse and the compiler...]")};
  AnalysisOptions Analysis{Sub, Category};
  FailOption Fail{Sub, Category, FailOn::Never};
  LimitOptions Limits{Sub, Category};

public:
  bool chosen() const override { return bool(Sub); }

  /// Options of ours are '--name' or '--name=value', wherever they stand: make
  /// puts those of CF behind those of sparse. All others are make's.
  void separate(std::vector<const char *> &Args) const override {
    if (Args.size() < 2 || Sub.getName() != Args[1])
      return;
    auto IsOurs = [&](const char *Argument) {
      llvm::StringRef Name = llvm::StringRef(Argument).split('=').first;
      return Name == "--help" ||
             (Name.consume_front("--") &&
              cl::getRegisteredOptions(const_cast<cl::SubCommand &>(Sub))
                  .contains(Name));
    };
    std::vector<const char *> Sorted(Args.begin(), Args.begin() + 2);
    llvm::copy_if(llvm::drop_begin(Args, 2), std::back_inserter(Sorted),
                  IsOurs);
    Sorted.push_back("--");
    llvm::copy_if(llvm::drop_begin(Args, 2), std::back_inserter(Sorted),
                  std::not_fn(IsOurs));
    Args = std::move(Sorted);
  }

  int run() override {
    driver::KbuildRequest Request;
    Request.FailOn = Fail.severity();
    if (!Analysis.fill(Request.Analysis))
      return Request.FailOn ? driver::ExitFailed : driver::ExitClean;
    Request.Arguments.assign(Arguments.begin(), Arguments.end());
    if (const char *Compiler = std::getenv("CC")) // Make exports it.
      Request.Compiler = Compiler;
    Limits.fill(Request.Limits);
    return driver::runKbuild(Request);
  }
};

} // namespace

std::unique_ptr<Command> makeKbuildCommand() {
  return std::make_unique<KbuildCommand>();
}

} // namespace gfpcheck::cli
