// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The edit that makes an allocation not sleep.
#ifndef GFPCHECK_CHECKS_GFPFIX_H
#define GFPCHECK_CHECKS_GFPFIX_H

#include "checks/Reporter.h"

namespace gfpcheck::checks {

/// Replaces the type flag of Op's mask by the one that never sleeps and keeps
/// all other bits. Nothing where the mask is not written out at the call, is
/// more than flags joined by |, or has bits that make no sense without
/// sleeping (__GFP_NOFAIL).
std::optional<findings::Fix> atomicFix(const analysis::SleepOp &Op,
                                       const Reporter &R);

} // namespace gfpcheck::checks

#endif
