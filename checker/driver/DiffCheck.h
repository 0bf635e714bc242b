// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `gfpcheck diff-check`: the findings that a change brings. Each changed file
// is checked as it was and as it is, both under its own name; what was stands
// nowhere but in memory.
#ifndef GFPCHECK_DRIVER_DIFFCHECK_H
#define GFPCHECK_DRIVER_DIFFCHECK_H

#include "driver/ResultReport.h"
#include "driver/Workers.h"

namespace gfpcheck::driver {

struct DiffRequest {
  Options Analysis;
  std::string Database = ".";
  std::string Revision; ///< See GitRepository::changes.
  bool Cached = false;
  bool Patch = false; ///< The change is a patch on standard input.
  bool Terse = false; ///< One line for a finding, and nothing without any.
  WorkerLimits Limits;
  std::optional<findings::Severity> FailOn = findings::Severity::Advice;
};

/// Tells the new findings on standard output. Returns an ExitStatus.
int runDiffCheck(const DiffRequest &Request);

} // namespace gfpcheck::driver

#endif
