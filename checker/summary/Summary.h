// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a caller must know of a callee. All expressions are portable
// (Portable.h); equal functions and rules give equal summaries.
#ifndef GFPCHECK_SUMMARY_SUMMARY_H
#define GFPCHECK_SUMMARY_SUMMARY_H

#include "analysis/CallModel.h"
#include "llvm/ADT/STLExtras.h"

namespace gfpcheck::summary {

struct FunctionSummary {
  support::StringId Name = 0;
  /// Every path was seen; else absence of an operation proves nothing.
  bool Complete = true;
  bool NeverReturns = false;
  std::vector<analysis::SleepOp> Sleeps;
  std::vector<analysis::DerefOp> Derefs;
  std::vector<analysis::Outcome> Exits;
};

/// Not all was seen, or whether it sleeps depends on what cannot be said.
inline bool isVague(const FunctionSummary &S) {
  return !S.Complete || llvm::any_of(S.Sleeps, [](const analysis::SleepOp &Op) {
    return Op.Sometimes;
  });
}

/// Bounds on what a summary keeps; the shortest ways down come first.
inline constexpr unsigned MaxSleeps = 48, MaxDerefs = 24, MaxExits = 8,
                          MaxWrites = 24, MaxConditions = 10, MaxPath = 12;

} // namespace gfpcheck::summary

#endif
