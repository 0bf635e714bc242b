// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The check for NULL that may be missing behind a call that gives a pointer.
#ifndef GFPCHECK_EXTRACT_CHECKFIX_H
#define GFPCHECK_EXTRACT_CHECKFIX_H

#include "extract/Unit.h"
#include "extract/Values.h"

namespace gfpcheck::extract {

/// Finds, for each statement `lvalue = call(...);` of a block, how the function
/// could be left behind it: with the convention that its other error exits
/// show, or to the label that the error check before goes to. Goes back from
/// the statement to the last place where a way out shows that nothing has to
/// be undone, and notes what is called between. Nothing where a label, assembly
/// or a call through a pointer is in between, where the statement is not alone
/// on its lines, or where the convention is not evident. Fills F.CheckFixes.
void prepareCheckFixes(Unit &U, const clang::FunctionDecl *D, Values &V,
                       facts::FunctionFacts &F);

} // namespace gfpcheck::extract

#endif
