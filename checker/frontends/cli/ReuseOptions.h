// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Options of the commands that check many files: what is kept between runs, and
// whether the files are one program.
#ifndef GFPCHECK_FRONTENDS_CLI_REUSEOPTIONS_H
#define GFPCHECK_FRONTENDS_CLI_REUSEOPTIONS_H

#include "driver/CheckRun.h"
#include "driver/ResultCache.h"
#include "frontends/cli/CommonOptions.h"

namespace gfpcheck::cli {

struct CacheOptions {
  cl::SubCommand &Sub;
  cl::OptionCategory &Category;

  cl::opt<std::string> Folder{
      "cache", cl::sub(Sub), cl::cat(Category), cl::value_desc("DIR"),
      cl::desc("Keep results there and use those of files that have not "
               "changed (default: $GFPCHECK_CACHE_DIR, or gfpcheck in the "
               "user's cache folder)")};
  cl::opt<bool> None{"no-cache", cl::sub(Sub), cl::cat(Category),
                     cl::desc("Neither use nor keep results")};

  /// Empty: nowhere.
  std::string folder() const {
    if (None)
      return "";
    return Folder.empty() ? driver::defaultCacheFolder() : Folder.getValue();
  }
};

struct ReuseOptions {
  cl::SubCommand &Sub;
  cl::OptionCategory &Category;

  cl::opt<bool> NoLink{"no-link", cl::sub(Sub), cl::cat(Category),
                       cl::desc("Judge each file by itself; do not follow "
                                "calls and callbacks from file to file")};
  cl::opt<bool> NoTeach{
      "no-teach", cl::sub(Sub), cl::cat(Category),
      cl::desc("Do not tell a file which functions of others return memory or "
               "change the context, as 'link' cannot")};
  CacheOptions Cache{Sub, Category};
  cl::opt<unsigned> CacheSize{
      "cache-size",
      cl::sub(Sub),
      cl::cat(Category),
      cl::init(20480),
      cl::value_desc("MiB"),
      cl::desc("Remove old results when there is more (default: 20480)")};

  void fill(driver::CheckRequest &Request) const {
    Request.Link = !NoLink;
    Request.Teach = !NoTeach;
    Request.CacheFolder = Cache.folder();
    Request.CacheBytes = uint64_t(CacheSize) << 20;
  }
};

} // namespace gfpcheck::cli

#endif
