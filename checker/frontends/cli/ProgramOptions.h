// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Options of the commands that ask about a program: where it is.
#ifndef GFPCHECK_FRONTENDS_CLI_PROGRAMOPTIONS_H
#define GFPCHECK_FRONTENDS_CLI_PROGRAMOPTIONS_H

#include "driver/CheckRun.h"
#include "driver/ResultCache.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/Threading.h"

namespace gfpcheck::cli {

struct ProgramOptions {
  ProgramOptions(llvm::cl::SubCommand &Sub, llvm::cl::OptionCategory &Category)
      : Index("index", llvm::cl::sub(Sub), llvm::cl::cat(Category),
              llvm::cl::value_desc("FILE"),
              llvm::cl::desc("Ask this program index, made by 'check --index'; "
                             "nothing else is read")),
        Database("p", llvm::cl::sub(Sub), llvm::cl::cat(Category),
                 llvm::cl::init("."), llvm::cl::value_desc("DIR"),
                 llvm::cl::desc("Folder of compile_commands.json, or that file "
                                "(default: .)")),
        Jobs("j", llvm::cl::sub(Sub), llvm::cl::cat(Category), llvm::cl::Prefix,
             llvm::cl::init(0), llvm::cl::value_desc("N"),
             llvm::cl::desc(
                 "Files to look at at the same time (default: one per CPU)")),
        Rules("rules", llvm::cl::sub(Sub), llvm::cl::cat(Category),
              llvm::cl::value_desc("DIR"),
              llvm::cl::desc("More rule files, laid over the built-in ones")),
        Cache("cache", llvm::cl::sub(Sub), llvm::cl::cat(Category),
              llvm::cl::value_desc("DIR"),
              llvm::cl::desc("Keep results there, as 'check' does")),
        NoCache("no-cache", llvm::cl::sub(Sub), llvm::cl::cat(Category),
                llvm::cl::desc("Neither use nor keep results")) {}

  driver::CheckRequest request(const std::vector<std::string> &Files) const {
    driver::CheckRequest Out;
    Out.Database = Database;
    Out.Files = Files;
    Out.Analysis.RulesDir = Rules;
    Out.Limits.Parallel =
        Jobs ? unsigned(Jobs)
             : llvm::hardware_concurrency().compute_thread_count();
    if (!NoCache)
      Out.CacheFolder =
          Cache.empty() ? driver::defaultCacheFolder() : std::string(Cache);
    return Out;
  }

  llvm::cl::opt<std::string> Index, Database;
  llvm::cl::opt<unsigned> Jobs;
  llvm::cl::opt<std::string> Rules, Cache;
  llvm::cl::opt<bool> NoCache;
};

} // namespace gfpcheck::cli

#endif
