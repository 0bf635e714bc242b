// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Rules, and what other files of a program show of a few functions more.
#ifndef GFPCHECK_MODEL_TAUGHTRULES_H
#define GFPCHECK_MODEL_TAUGHTRULES_H

#include "model/RuleSet.h"

namespace gfpcheck::model {

/// What rules leave open of a function.
struct Silence {
  bool OnMemory = false;  ///< What it allocates or frees.
  bool OnContext = false; ///< How it leaves the context of its caller.
  bool complete() const { return OnMemory && OnContext; }
};

/// What Rules leave open of what a call of Symbol does. A rule for a macro
/// speaks for the functions behind it.
Silence silenceOf(const RuleSet &Rules, llvm::StringRef Symbol);

/// Rules that say of the functions of Lessons, where they are silent, what is
/// said there of memory and context. O(lessons); entries of Rules are shared.
std::shared_ptr<const RuleSet> teach(std::shared_ptr<const RuleSet> Rules,
                                     std::vector<Api> Lessons);

} // namespace gfpcheck::model

#endif
