// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Options of the commands that ask about a program: where it is.
#ifndef GFPCHECK_FRONTENDS_CLI_PROGRAMOPTIONS_H
#define GFPCHECK_FRONTENDS_CLI_PROGRAMOPTIONS_H

#include "driver/CheckRun.h"
#include "frontends/cli/ReuseOptions.h"

namespace gfpcheck::cli {

struct ProgramOptions {
  cl::SubCommand &Sub;
  cl::OptionCategory &Category;

  cl::opt<std::string> Index{
      "index", cl::sub(Sub), cl::cat(Category), cl::value_desc("FILE"),
      cl::desc("Ask this program index, made by 'check --index'; nothing else "
               "is read")};
  DatabaseOption Database{Sub, Category};
  JobsOption Jobs{Sub, Category};
  RulesOption Rules{Sub, Category};
  CacheOptions Cache{Sub, Category};

  driver::CheckRequest request(const std::vector<std::string> &Files) const {
    driver::CheckRequest Out;
    Out.Database = Database;
    Out.Files = Files;
    Out.Analysis.RulesDir = Rules;
    Out.Limits.Parallel = Jobs.parallel();
    Out.CacheFolder = Cache.folder();
    return Out;
  }
};

} // namespace gfpcheck::cli

#endif
