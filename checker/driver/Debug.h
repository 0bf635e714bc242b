// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `gfpcheck debug`: what the analysis gets to see of a file, and what it tells
// callers of a function.
#ifndef GFPCHECK_DRIVER_DEBUG_H
#define GFPCHECK_DRIVER_DEBUG_H

#include "driver/Options.h"

namespace gfpcheck::driver {

struct DebugRequest {
  enum class Kind { Facts, Summaries } What = Kind::Facts;
  Options Analysis;
  std::string Database = "."; ///< As in CheckRequest.
  std::string File;
  std::string Function; ///< Empty: all of the file. May be one of a header.
};

/// Prints the facts as docs/dev/facts.md describes them, or the summaries as
/// summary/SummaryText.h does. Returns an ExitStatus.
int printDebug(const DebugRequest &Request);

} // namespace gfpcheck::driver

#endif
