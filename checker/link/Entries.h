// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// In which contexts each function of a program is entered, found for all of
// them at once: a shortest-way search downwards from where contexts begin, over
// calls whose arguments agree with what their callers look at.
#ifndef GFPCHECK_LINK_ENTRIES_H
#define GFPCHECK_LINK_ENTRIES_H

#include "link/Index.h"
#include <deque>

namespace gfpcheck::link {

/// Of more parameters than a mask has bits nothing is known.
inline constexpr unsigned MaxParams = 32;

/// Fills IndexFunction::Entries. Functions have their calls, callers and roots;
/// Relevant has, by function, the parameters (as bits) whose values decide
/// anything there or below. A call costs 1, one that may mean several functions
/// 3. Contexts in Forbidden end what Entry bits stand for, until they are given
/// up again. O(calls x ways x kinds); the order does not depend on addresses.
void findEntries(std::deque<IndexFunction> &Functions,
                 llvm::ArrayRef<uint32_t> Relevant,
                 model::ContextMask Forbidden);

} // namespace gfpcheck::link

#endif
