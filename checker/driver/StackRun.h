// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `gfpcheck stack`: the chains of calls that take most of a stack.
#ifndef GFPCHECK_DRIVER_STACKRUN_H
#define GFPCHECK_DRIVER_STACKRUN_H

#include "driver/WhyRun.h"

namespace gfpcheck::driver {

struct StackRequest {
  std::string IndexFile; ///< A program index; empty: make one from Program.
  CheckRequest Program;  ///< The files to look at.
  unsigned Top = 20;
  bool AllPointers = false; ///< Follow pointers that may mean several.
  /// A folder with the .su files of -fstack-usage, or one of them; or empty.
  std::string StackUsage;
  GraphFormat Format = GraphFormat::Text;
};

/// Answers on standard output. Returns ExitClean or ExitFailed.
int runStack(const StackRequest &Request);

} // namespace gfpcheck::driver

#endif
