// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "driver/TranslationUnit.h"
#include "frontends/cli/Cli.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/raw_ostream.h"

namespace gfpcheck::cli {

namespace cl = llvm::cl;

namespace {

class VersionCommand : public Command {
  cl::SubCommand Sub{"version", "Tell the version"};

public:
  bool chosen() const override { return bool(Sub); }

  int run() override {
    llvm::outs() << "gfpcheck " GFPCHECK_VERSION " (LLVM " LLVM_VERSION_STRING
                    ")\n";
    return 0;
  }
};

} // namespace

std::unique_ptr<Command> makeVersionCommand() {
  return std::make_unique<VersionCommand>();
}

} // namespace gfpcheck::cli
