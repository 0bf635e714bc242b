// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#ifndef GFPCHECK_EXTRACT_RENUMBER_H
#define GFPCHECK_EXTRACT_RENUMBER_H

#include "facts/Facts.h"
#include "llvm/ADT/ArrayRef.h"

namespace gfpcheck::extract {

/// The events of one block, by number.
using EventList = std::vector<uint32_t>;

/// Makes Events the events of F's blocks, in order, and forgets all other
/// events, calls and expressions.
void renumber(facts::FunctionFacts &F, llvm::ArrayRef<EventList> Events);

} // namespace gfpcheck::extract

#endif
