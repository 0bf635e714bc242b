// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What a callee's summary says of one call, in the caller's terms.
#ifndef GFPCHECK_SUMMARY_SUMMARYCALL_H
#define GFPCHECK_SUMMARY_SUMMARYCALL_H

#include "summary/Summary.h"

namespace gfpcheck::summary {

/// Applies Callee at Site. Portable is the table of the callee's expressions,
/// NoFail the bits of a mask with which an allocation cannot fail.
analysis::ResolvedCall
applySummary(const FunctionSummary &Callee, const facts::ExprTable &Portable,
             uint64_t NoFail, const analysis::CallSite &Site,
             const analysis::State &S, analysis::Evaluator &Eval, bool Full);

} // namespace gfpcheck::summary

#endif
