// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Single options that nearly all sub-commands have.
#ifndef GFPCHECK_FRONTENDS_CLI_COMMONOPTIONS_H
#define GFPCHECK_FRONTENDS_CLI_COMMONOPTIONS_H

#include "llvm/Support/CommandLine.h"
#include "llvm/Support/Threading.h"

namespace gfpcheck::cli {

namespace cl = llvm::cl;

struct DatabaseOption : cl::opt<std::string> {
  DatabaseOption(cl::SubCommand &Sub, cl::OptionCategory &Category)
      : cl::opt<std::string>("p", cl::sub(Sub), cl::cat(Category),
                             cl::init("."), cl::value_desc("DIR"),
                             cl::desc("Folder of compile_commands.json, or "
                                      "that file (default: .)")) {}
};

struct RulesOption : cl::opt<std::string> {
  RulesOption(cl::SubCommand &Sub, cl::OptionCategory &Category)
      : cl::opt<std::string>(
            "rules", cl::sub(Sub), cl::cat(Category), cl::value_desc("DIR"),
            cl::desc("More rule files, laid over the built-in ones")) {}
};

struct VerboseOption : cl::opt<bool> {
  VerboseOption(cl::SubCommand &Sub, cl::OptionCategory &Category)
      : cl::opt<bool>("v", cl::sub(Sub), cl::cat(Category),
                      cl::desc("Say more about what is done")) {}
};

struct JobsOption : cl::opt<unsigned> {
  JobsOption(cl::SubCommand &Sub, cl::OptionCategory &Category,
             const char *Help = "Files to check at the same time (default: one "
                                "per CPU)")
      : cl::opt<unsigned>("j", cl::sub(Sub), cl::cat(Category), cl::Prefix,
                          cl::init(0), cl::value_desc("N"), cl::desc(Help)) {}
  /// At least 1.
  unsigned parallel() const {
    return getValue() ? getValue()
                      : llvm::hardware_concurrency().compute_thread_count();
  }
};

} // namespace gfpcheck::cli

#endif
