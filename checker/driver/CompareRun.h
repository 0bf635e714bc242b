// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `gfpcheck diff`: which findings came and went between two states, each a
// SARIF log or a tree that is checked now.
#ifndef GFPCHECK_DRIVER_COMPARERUN_H
#define GFPCHECK_DRIVER_COMPARERUN_H

#include "driver/CheckRun.h"

namespace gfpcheck::driver {

struct CompareRequest {
  /// How trees are checked and how the difference is told; its database is not
  /// used.
  CheckRequest Check;
  std::string Old, New; ///< A SARIF log, or what CompileDatabase::load takes.
};

/// Compares and reports. Returns an ExitStatus, or 128 + n when signal n ended
/// the run.
int runCompare(const CompareRequest &Request);

} // namespace gfpcheck::driver

#endif
