// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// All that a run told, kept for a run in which nothing has changed: the results
// of the files without their units, and what linking added.
#ifndef GFPCHECK_DRIVER_RUNREPORT_H
#define GFPCHECK_DRIVER_RUNREPORT_H

#include "driver/ResultReport.h"

namespace gfpcheck::driver {

struct RunReport {
  std::vector<std::string> Results; ///< As resultToJSON gives them, in order.
  LinkOutcome Linked;
};

std::string packReport(const RunReport &Report);
/// The reverse; an error if Bytes are anything else.
llvm::Expected<RunReport> unpackReport(llvm::StringRef Bytes);

} // namespace gfpcheck::driver

#endif
