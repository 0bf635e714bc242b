// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `gfpcheck check --since`: the findings that a program has and did not have at
// a revision. Both states are linked as a whole; what was stands nowhere but in
// memory.
#ifndef GFPCHECK_DRIVER_SINCERUN_H
#define GFPCHECK_DRIVER_SINCERUN_H

#include "driver/CheckRun.h"

namespace gfpcheck::driver {

/// Checks the present state, then again what reads a file that has changed
/// since Revision, and reports what is new. Returns an ExitStatus, or 128 + n
/// when signal n ended the run.
int runSince(const CheckRequest &Request, llvm::StringRef Revision);

} // namespace gfpcheck::driver

#endif
