// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Makes a control flow graph small without changing what it says.
#ifndef GFPCHECK_EXTRACT_TIDY_H
#define GFPCHECK_EXTRACT_TIDY_H

#include "facts/Facts.h"
#include "llvm/ADT/DenseSet.h"

namespace gfpcheck::extract {

/// Helpers are variables that exist only for the sake of a macro's value.
/// Leaves out what cannot be reached and blocks that only lead on, turns a
/// branch on a value that was just chosen into branches where it was chosen,
/// and numbers the blocks in reverse post-order. Block 0 stays the entry.
void tidy(facts::FunctionFacts &F, const llvm::DenseSet<uint32_t> &Helpers);

} // namespace gfpcheck::extract

#endif
