// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One operation to which very many places beside it come is one thing to look
// at: either it sleeps, and then its author decides once for all of them, or it
// does not where they are, for a reason that none of them shows. (Callers all
// over the program are mistaken each for himself.)
#ifndef GFPCHECK_LINK_CROWDS_H
#define GFPCHECK_LINK_CROWDS_H

#include "findings/Finding.h"

namespace gfpcheck::link {

/// As many findings in the folder of an operation, and below, may come to it
/// and be told one by one. In 9,500 files of Linux 6.12 three operations had
/// more, all of one driver: 284 of 653 findings.
inline constexpr unsigned MaxAlike = 16;

/// Of more findings of one rule with one operation (TraceStep::Operation), all
/// but the one with the shortest way get low confidence, and that one says so.
/// All are different, in any order, which stays. O(n log n).
void thinOut(std::vector<findings::Finding> &All);

} // namespace gfpcheck::link

#endif
