// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `gfpcheck rules infer`: a linked program's functions as a rule file, or where
// they contradict the rules that there are.
#ifndef GFPCHECK_DRIVER_INFERRUN_H
#define GFPCHECK_DRIVER_INFERRUN_H

#include "driver/CheckRun.h"

namespace gfpcheck::driver {

struct InferRequest : CheckRequest {
  /// Print disagreements instead of rules.
  bool Compare = false;
  /// Also of functions that are used in their own folder only.
  bool Everything = false;
  /// The rule files that the new one will lie over; empty: the built-in rules.
  /// What an earlier inference left there does not count.
  std::string OverDir;
  /// Sources are given relative to it; empty: the files' common folder.
  std::string Root;
};

/// Writes to OutputFile, or standard output. Returns an ExitStatus: with
/// Compare, ExitFindings if there are disagreements.
int runInfer(const InferRequest &Request);

} // namespace gfpcheck::driver

#endif
