// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What all commands have in common: how they end, how they fail, and from
// where they look at files.
#ifndef GFPCHECK_DRIVER_COMMAND_H
#define GFPCHECK_DRIVER_COMMAND_H

#include "llvm/Support/Error.h"
#include <string>

namespace gfpcheck::driver {

enum ExitStatus : int {
  ExitClean = 0,
  ExitFindings = 1,
  ExitFailed = 2, ///< Something could not be done, and stderr says what.
};

/// Tells E on stderr. Returns ExitFailed.
int fail(llvm::Error E);

/// The process's own, absolute; empty if it is gone.
std::string workingDirectory();

} // namespace gfpcheck::driver

#endif
