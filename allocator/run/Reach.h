// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef KALLOC_RUN_REACH_H
#define KALLOC_RUN_REACH_H

#include "run/Program.h"

namespace kalloc::run {

/// Tells objects of a scope that live and that no pointer leads to any more,
/// from the roots, from Result or from another such object.
void reportUnreachable(uint64_t Scope, const std::vector<Range> &Roots,
                       uint64_t Result);

} // namespace kalloc::run

#endif
