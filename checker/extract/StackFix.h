// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// char buf[N] on the stack becomes an allocation, when that can be done right.
#ifndef GFPCHECK_EXTRACT_STACKFIX_H
#define GFPCHECK_EXTRACT_STACKFIX_H

#include "extract/Extract.h"
#include "extract/Unit.h"
#include "extract/Values.h"

namespace gfpcheck::extract {

/// A fix for each array among the first declarations of D whose size is known,
/// that is not initialised, and used only as a pointer could be, or measured
/// where its size can be written instead;
/// if all ways out of the function are written plainly and it has a way to say
/// that memory ran out. Fills F.StackFixes.
void prepareStackFixes(Unit &U, const HeapWords &Words,
                       const clang::FunctionDecl *D, Values &V,
                       facts::FunctionFacts &F);

} // namespace gfpcheck::extract

#endif
