// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Options of the commands that check many files: what is kept between runs, and
// whether the files are one program.
#ifndef GFPCHECK_FRONTENDS_CLI_REUSEOPTIONS_H
#define GFPCHECK_FRONTENDS_CLI_REUSEOPTIONS_H

#include "driver/CheckRun.h"
#include "driver/ResultCache.h"
#include "llvm/Support/CommandLine.h"

namespace gfpcheck::cli {

struct ReuseOptions {
  llvm::cl::SubCommand &Sub;
  llvm::cl::OptionCategory &Category;

  llvm::cl::opt<bool> NoLink{
      "no-link", llvm::cl::sub(Sub), llvm::cl::cat(Category),
      llvm::cl::desc("Judge each file by itself; do not follow calls and "
                     "callbacks from file to file")};
  llvm::cl::opt<bool> NoTeach{
      "no-teach", llvm::cl::sub(Sub), llvm::cl::cat(Category),
      llvm::cl::desc("Do not tell a file which functions of others return "
                     "memory or change the context, as 'link' cannot")};
  llvm::cl::opt<std::string> CacheFolder{
      "cache", llvm::cl::sub(Sub), llvm::cl::cat(Category),
      llvm::cl::value_desc("DIR"),
      llvm::cl::desc("Keep results there and use those of files that have not "
                     "changed (default: $GFPCHECK_CACHE_DIR, or gfpcheck in "
                     "the user's cache folder)")};
  llvm::cl::opt<bool> NoCache{"no-cache", llvm::cl::sub(Sub),
                              llvm::cl::cat(Category),
                              llvm::cl::desc("Neither use nor keep results")};
  llvm::cl::opt<unsigned> CacheSize{
      "cache-size",
      llvm::cl::sub(Sub),
      llvm::cl::cat(Category),
      llvm::cl::init(20480),
      llvm::cl::value_desc("MiB"),
      llvm::cl::desc("Remove old results when there is more (default: 20480)")};

  void fill(driver::CheckRequest &Request) const {
    Request.Link = !NoLink;
    Request.Teach = !NoTeach;
    if (!NoCache)
      Request.CacheFolder = CacheFolder.empty() ? driver::defaultCacheFolder()
                                                : CacheFolder.getValue();
    Request.CacheBytes = uint64_t(CacheSize) << 20;
  }
};

} // namespace gfpcheck::cli

#endif
