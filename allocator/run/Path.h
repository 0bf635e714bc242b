// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One run of the program: which way every decision went, and what was found. It
// lies in memory that parent and child share.
#ifndef KALLOC_RUN_PATH_H
#define KALLOC_RUN_PATH_H

#include "oracle/Violation.h"

namespace kalloc::run {

/// A place where a run could have gone another way.
struct Decision {
  /// An allocation that may fail (0: it succeeds, 1: it fails), else choose().
  bool IsFault = false;
  uint16_t Arity = 2;
  uint16_t Taken = 0;
  /// Where the allocation returns to.
  const void *Caller = nullptr;
  /// Of the allocation: the same for the same stack of calls.
  uint64_t Site = 0;
};

struct PathLog {
  static constexpr uint32_t MaxDecisions = 4096;
  static constexpr uint32_t MaxViolations = 48;

  uint32_t NumDecisions;
  Decision Decisions[MaxDecisions];
  uint32_t NumViolations;
  Violation Violations[MaxViolations];
  /// What ended the run without being a violation; empty if nothing did.
  char Crash[96];
  StackTrace CrashStack;
  uint64_t HighWater;
  const void *Deepest;
  int64_t Result;
  bool Finished;
};

/// Ways to go that a run has to take before it may go its own.
struct Prefix {
  static constexpr uint32_t Max = PathLog::MaxDecisions;
  uint32_t Length = 0;
  uint16_t Taken[Max] = {};
};

} // namespace kalloc::run

#endif
