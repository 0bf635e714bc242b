// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Expressions as a developer writes them, for messages.
#ifndef GFPCHECK_ANALYSIS_SPELL_H
#define GFPCHECK_ANALYSIS_SPELL_H

#include "facts/Facts.h"
#include "llvm/ADT/DenseMap.h"
#include <string>

namespace gfpcheck::analysis {

/// Names that stand for longer expressions: variables by what they hold.
using Aliases = llvm::DenseMap<facts::ExprId, support::StringId>;

/// "dev->lock", "flags & 4"; empty if the expression has no readable form (it
/// contains a call's result, say).
std::string spell(facts::ExprId E, const facts::ExprTable &Exprs,
                  const facts::FunctionFacts &F,
                  const support::StringPool &Strings,
                  const Aliases *Names = nullptr);

} // namespace gfpcheck::analysis

#endif
