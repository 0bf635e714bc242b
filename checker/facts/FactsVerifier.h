// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Are facts well formed? What is verified can be walked without a check.
#ifndef GFPCHECK_FACTS_FACTSVERIFIER_H
#define GFPCHECK_FACTS_FACTSVERIFIER_H

#include "facts/Facts.h"
#include "llvm/Support/Error.h"

namespace gfpcheck::facts {

/// Every index in range, expressions made of earlier ones only, edges between
/// blocks, events of the right shape. The error names the first thing wrong.
llvm::Error verify(const FunctionFacts &F, const support::StringPool &Strings,
                   size_t FileCount);
llvm::Error verify(const TuFacts &Tu);

} // namespace gfpcheck::facts

#endif
