// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two states of the source become one report about their difference.
#ifndef GFPCHECK_DRIVER_DIFFREPORT_H
#define GFPCHECK_DRIVER_DIFFREPORT_H

#include "driver/ReportOutput.h"
#include "report/Recording.h"

namespace gfpcheck::driver {

/// What is compared, and how much of it is told.
struct DiffSides {
  const report::Recording &Old, &New;
  std::string OldName, NewName; ///< For messages.
  /// Tell what came, and how many went; else what went and what stayed, too.
  bool OnlyIntroduced = false;
  std::string Conclusion = {}; ///< Behind the counts: " since HEAD~1".
  bool Incomplete = false;     ///< Something of New went wrong and was said.
};

/// Tells the difference as Request says: findings where the report goes, all
/// else on standard error. Returns an ExitStatus; FailOn means findings that
/// were introduced.
int tellDifference(const ReportRequest &Request, const model::RuleSet &Rules,
                   const DiffSides &Sides);

} // namespace gfpcheck::driver

#endif
