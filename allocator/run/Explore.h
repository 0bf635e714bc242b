// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// All ways through a program, up to a bound: every answer of choose(), every
// allocation failing once, and combinations of failures.
#ifndef KALLOC_RUN_EXPLORE_H
#define KALLOC_RUN_EXPLORE_H

#include "run/Child.h"

#include <functional>

namespace kalloc::run {

struct Bounds {
  uint32_t MaxPaths = 500;
  /// Allocations that fail on one path.
  uint32_t MaxFaults = 1;
  /// Of one path.
  uint32_t Seconds = 10;
};

struct Outcome {
  uint32_t Paths = 0;
  /// Distinct stacks of calls at which an allocation failed.
  uint32_t FaultSites = 0;
  /// True when a bound was reached before all ways were gone.
  bool Incomplete = false;
};

/// Runs the entry along every way, each in a process of its own, and hands each
/// log on. Died says how a process ended that could not finish its log, else it
/// is null.
Outcome
explore(const Program &P, const Entry &E, const RunOptions &Options,
        const Bounds &B,
        const std::function<void(const PathLog &, const char *Died)> &Sink);

} // namespace kalloc::run

#endif
