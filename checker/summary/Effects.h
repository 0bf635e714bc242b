// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a function gives its callers, in the words that a rule has for it: the
// memory it returns, and how it leaves their context.
#ifndef GFPCHECK_SUMMARY_EFFECTS_H
#define GFPCHECK_SUMMARY_EFFECTS_H

#include "summary/Summary.h"

namespace gfpcheck::summary {

/// The memory that every way out either returns or says it could not get;
/// nothing if that is not what the function does, or if it cannot fail.
/// Portable and Strings are those of S.
std::optional<model::AllocEffect>
allocationOf(const FunctionSummary &S, const facts::ExprTable &Portable,
             const support::StringPool &Strings);

/// The same change on every way out, or one that the result tells of; empty if
/// there is none, or none that a rule has words for.
std::vector<model::ContextEffect> contextOf(const FunctionSummary &S);

/// All kinds of E.
model::ContextMask kindsOf(const model::ContextEffect &E);

} // namespace gfpcheck::summary

#endif
