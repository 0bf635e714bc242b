// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Summaries as text for people; nothing reads it back.
#ifndef GFPCHECK_SUMMARY_SUMMARYTEXT_H
#define GFPCHECK_SUMMARY_SUMMARYTEXT_H

#include "summary/Summary.h"
#include "llvm/Support/raw_ostream.h"

namespace gfpcheck::summary {

/// What is known of S: how it returns, what may sleep, what it follows.
/// Parameters print as $1, $2 and so on.
void print(llvm::raw_ostream &OS, const FunctionSummary &S,
           const facts::ExprTable &Portable,
           const support::StringPool &Strings);

} // namespace gfpcheck::summary

#endif
