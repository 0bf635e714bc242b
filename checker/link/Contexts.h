// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// From which contexts a function is reached, each with the shortest chain of
// calls: a search backwards from the function, over calls whose arguments agree
// with what the callee wants of them, to where a context begins.
#ifndef GFPCHECK_LINK_CONTEXTS_H
#define GFPCHECK_LINK_CONTEXTS_H

#include "link/Index.h"

namespace gfpcheck::link {

/// A call on the way.
struct ChainStep {
  uint32_t Caller = 0, Callee = 0;
  IndexLoc Where;
  bool Pointer = false;
  llvm::StringRef Slot; ///< "ops.open", of a pointer; may be empty.
  size_t Targets = 0;   ///< That the pointer may have.
};

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

struct Chain {
  std::vector<ChainStep> Steps; ///< Outermost first.
  /// What the functions of the chain hold when its end is called.
  std::vector<std::pair<uint32_t, const IndexBegin *>> Held;
};

/// Witnesses for Targets, which are copies of one function, in the order of
/// Kind. The chain begins as near to the function as possible; a pointer with
/// several targets counts as a longer way than a call.
std::vector<ContextWitness> findContexts(const Index &I,
                                         llvm::ArrayRef<uint32_t> Targets);

/// The shortest chain of calls from one of From to one of To; none if there is
/// none.
std::optional<Chain> findChain(const Index &I, llvm::ArrayRef<uint32_t> From,
                               llvm::ArrayRef<uint32_t> To);

} // namespace gfpcheck::link

#endif
