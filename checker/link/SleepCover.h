// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Leaves out sleeping operations that tell callers nothing which another one
// does not tell. In a whole kernel most functions reach dozens.
#ifndef GFPCHECK_LINK_SLEEPCOVER_H
#define GFPCHECK_LINK_SLEEPCOVER_H

#include "analysis/CallModel.h"

namespace gfpcheck::link {

/// Does A happen wherever B does, for all callers of B, and is it known at
/// least as well?
bool covers(const analysis::SleepOp &A, const analysis::SleepOp &B);

/// Drops what others cover; of equals the first stays. The rest keeps its
/// order. O(n^2).
void dropCovered(std::vector<analysis::SleepOp> &Ops);

} // namespace gfpcheck::link

#endif
