// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From which contexts a function is reached, each with the shortest chain of
// calls, as the index has it.
#ifndef GFPCHECK_LINK_CONTEXTS_H
#define GFPCHECK_LINK_CONTEXTS_H

#include "link/Chains.h"

namespace gfpcheck::link {

/// Why a function can be entered in a context.
struct ContextWitness {
  unsigned Kind = 0; ///< A model::ContextKind, or an Entry of Index.h.
  /// The function in which the context begins, that is called back, or that
  /// nobody is known to call.
  uint32_t Function = 0;
  const IndexBegin *Begin = nullptr; ///< Held by Function at the first step.
  const IndexRoot *Root = nullptr;   ///< How Function is called back.
  std::vector<ChainStep> Steps;      ///< Outermost first.
};

/// Witnesses for Targets, which are copies of one function, in the order of
/// Kind. The chain begins as near to the function as possible; a pointer with
/// several targets counts as a longer way than a call. O(length of the chains).
std::vector<ContextWitness> findContexts(const Index &I,
                                         llvm::ArrayRef<uint32_t> Targets);

} // namespace gfpcheck::link

#endif
