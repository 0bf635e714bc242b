// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Facts as text that people read and tests compare: docs/dev/facts.md has the
// grammar. What is printed parses back to the same facts, and what was parsed
// prints as the same text.
#ifndef GFPCHECK_FACTS_FACTSTEXT_H
#define GFPCHECK_FACTS_FACTSTEXT_H

#include "facts/Facts.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

namespace gfpcheck::facts {

void print(llvm::raw_ostream &OS, const TuFacts &Tu);
void print(llvm::raw_ostream &OS, const FunctionFacts &F,
           const support::StringPool &Strings);
/// One expression of F.
void print(llvm::raw_ostream &OS, ExprId E, const FunctionFacts &F,
           const support::StringPool &Strings);

/// Reads what print wrote. The result has been verified. An error says
/// line:column and what was expected.
llvm::Expected<TuFacts> parse(llvm::StringRef Text);

} // namespace gfpcheck::facts

#endif
