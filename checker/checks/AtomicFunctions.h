// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which functions of the translation unit may be entered where sleeping is
// forbidden.
#ifndef GFPCHECK_CHECKS_ATOMICFUNCTIONS_H
#define GFPCHECK_CHECKS_ATOMICFUNCTIONS_H

#include "checks/CallbackContexts.h"
#include "summary/TuSummaries.h"
#include "llvm/ADT/DenseSet.h"

namespace gfpcheck::checks {

/// Functions called with a lock or the like held, callbacks that run in such a
/// context, and what these call: rather one too many than one too few, for
/// deciding about flags in new code. Costs a walk over all states of the TU.
llvm::DenseSet<support::StringId>
atomicFunctions(const Reporter &R, llvm::ArrayRef<Root> Roots,
                summary::TuSummaries &Summaries);

} // namespace gfpcheck::checks

#endif
