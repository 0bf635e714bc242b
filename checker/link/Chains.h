// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Chains of calls from one function to another, over calls whose arguments
// agree with what the callee wants of them.
#ifndef GFPCHECK_LINK_CHAINS_H
#define GFPCHECK_LINK_CHAINS_H

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

struct Chain {
  std::vector<ChainStep> Steps; ///< Outermost first.
  /// What the functions of the chain hold when its end is called.
  std::vector<std::pair<uint32_t, const IndexBegin *>> Held;
};

/// The step from Caller over way Way of its call number Call; nothing if there
/// is no such way.
std::optional<ChainStep> stepOver(const Index &I, uint32_t Caller,
                                  uint32_t Call, uint32_t Way, uint32_t Callee);

/// The shortest chain of calls from one of From to one of To; none if there is
/// none.
std::optional<Chain> findChain(const Index &I, llvm::ArrayRef<uint32_t> From,
                               llvm::ArrayRef<uint32_t> To);

} // namespace gfpcheck::link

#endif
