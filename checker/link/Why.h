// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// `gfpcheck why` from the program index: what is known of one function, and
// how it is told.
#ifndef GFPCHECK_LINK_WHY_H
#define GFPCHECK_LINK_WHY_H

#include "link/Contexts.h"
#include "llvm/Support/raw_ostream.h"
#include <functional>

namespace gfpcheck::link {

struct WhyQuestion {
  std::string Function; ///< "name" or "file.c:name"
  std::string From, To; ///< Ends of a chain of calls; same form; or empty.
};

struct WhyAnswer {
  std::vector<uint32_t> Functions; ///< Copies of the one asked for.
  std::vector<ContextWitness> Contexts;
  /// Locks that Functions.front() takes itself.
  std::vector<IndexBegin> Locks;
  /// For From and To: the chain, or nothing if there is none.
  bool AskedForChain = false;
  std::optional<Chain> Way;
};

/// The functions that Name means: all copies of one definition. An error says
/// which definitions there are when there are several, or what is similar.
llvm::Expected<std::vector<uint32_t>> findFunction(const Index &I,
                                                   llvm::StringRef Name);

llvm::Expected<WhyAnswer> answer(const Index &I, const WhyQuestion &Q);

/// How answers are told. Path makes a file's name as the user wants to see it.
struct WhyTeller {
  const Index &I;
  std::function<std::string(llvm::StringRef)> Path;

  void text(const WhyAnswer &A, llvm::raw_ostream &OS) const;
  void json(const WhyAnswer &A, llvm::raw_ostream &OS) const;
  void dot(const WhyAnswer &A, llvm::raw_ostream &OS) const;

  std::string place(const IndexLoc &L) const;
  /// "in hardirq context", "while spinlock 'dev->lock' is held"
  std::string contextWords(const ContextWitness &W) const;
  /// "'ehci_irq' is 'irq' of 'struct hc_driver'"; how the chain begins.
  std::string beginWords(const ContextWitness &W) const;
};

/// "spinlock 'dev->lock' is held"; "a spinlock is held" without a name.
std::string kindWords(model::ContextKind K, llvm::StringRef Lock);

} // namespace gfpcheck::link

#endif
