// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `gfpcheck debug facts`: what the analysis gets to see of a file.
#ifndef GFPCHECK_DRIVER_DEBUGFACTS_H
#define GFPCHECK_DRIVER_DEBUGFACTS_H

#include "driver/Options.h"

namespace gfpcheck::driver {

struct FactsRequest {
  Options Analysis;
  std::string Database = "."; ///< As in CheckRequest.
  std::string File;
  std::string Function; ///< Empty: all of the file. May be one of a header.
};

/// Prints the facts as docs/dev/facts.md describes them. Returns an ExitStatus.
int printFacts(const FactsRequest &Request);

} // namespace gfpcheck::driver

#endif
