// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The edit that checks the result of an allocation for NULL.
#ifndef GFPCHECK_CHECKS_NULLCHECKFIX_H
#define GFPCHECK_CHECKS_NULLCHECKFIX_H

#include "checks/Reporter.h"

namespace gfpcheck::checks {

/// Puts `if (!p) return -ENOMEM;` behind the allocation of event EventIndex, in
/// the way the function reports errors, and gives back local memory that would
/// be lost. Nothing where extract/ saw no evident way out, where something
/// called before may have to be undone, or while Holds: a context that this
/// function entered (a lock) is in force there.
std::optional<findings::Fix> nullCheckFix(const facts::FunctionFacts &F,
                                          uint32_t EventIndex, bool Holds,
                                          const model::BugRule &Rule,
                                          const Reporter &R);

} // namespace gfpcheck::checks

#endif
