// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Judges how much of the small kernel stack a function takes.
#ifndef GFPCHECK_CHECKS_LARGESTACK_H
#define GFPCHECK_CHECKS_LARGESTACK_H

#include "checks/Reporter.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace gfpcheck::checks {

inline constexpr llvm::StringLiteral LargeStackId = "gfp-large-stack";

/// Bytes of locals alive at once, at most: scopes that do not contain one
/// another share. Variables of unknown size count as nothing.
uint64_t frameBytes(const facts::FunctionFacts &F);

/// Finds the functions that may be entered where sleeping is forbidden.
using FindAtomic = llvm::function_ref<llvm::DenseSet<support::StringId>()>;

/// Checks all functions of the main file. Find is asked, once, when flags for a
/// fix must be chosen.
void checkStacks(Reporter &R, const model::BugRule &Rule, FindAtomic Find);

} // namespace gfpcheck::checks

#endif
