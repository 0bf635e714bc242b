// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which functions of the translation unit are handed to somebody who will call
// them where sleeping is forbidden, and what they would sleep on there.
#ifndef GFPCHECK_CHECKS_CALLBACKCONTEXTS_H
#define GFPCHECK_CHECKS_CALLBACKCONTEXTS_H

#include "checks/Reporter.h"
#include "summary/Summary.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace gfpcheck::checks {

/// A function and how it comes to run in a context.
struct Root {
  support::StringId Function = 0;
  const model::CallbackRule *Rule = nullptr;
  facts::Loc Where; ///< Of the registration.
  support::StringId InFunction = 0;
  std::string How; ///< "as 'trigger' of 'struct snd_pcm_ops'"
};

/// All registrations of the TU that rules know, in source order.
std::vector<Root> findRoots(const Reporter &R);

/// What holds whenever a function is entered: of static functions that nobody
/// calls by name, what all their roots have in common.
llvm::DenseMap<support::StringId, model::ContextMask>
entryContexts(const facts::TuFacts &Tu, llvm::ArrayRef<Root> Roots);

/// Judges the sleeping operations that each root reaches. SummaryOf gives what
/// a root is known to do, over Portable, or null.
void checkRoots(
    Reporter &R, const model::BugRule &Rule, llvm::ArrayRef<Root> Roots,
    llvm::function_ref<const summary::FunctionSummary *(support::StringId)>
        SummaryOf,
    const facts::ExprTable &Portable);

} // namespace gfpcheck::checks

#endif
