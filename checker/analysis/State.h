// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The abstract state of property simulation: the property (context held and
// given up since entry, allocations nobody checked yet) and the values that
// hold on the paths with that property. ESP: Das, Lerner, Seigle, PLDI 2002.
#ifndef GFPCHECK_ANALYSIS_STATE_H
#define GFPCHECK_ANALYSIS_STATE_H

#include "analysis/Value.h"
#include "model/ExecContext.h"
#include "llvm/ADT/SmallVector.h"
#include <optional>
#include <vector>

namespace gfpcheck::analysis {

/// Where an element of the context began. Chain names the calls between the
/// function under analysis and the operation, outermost first.
struct Origin {
  facts::Loc Where;
  support::StringId Api = 0; ///< As written: "spin_lock_irqsave".
  struct Step {
    facts::Loc Where;
    support::StringId Callee = 0;
    friend bool operator==(const Step &, const Step &) = default;
  };
  llvm::SmallVector<Step, 1> Chain;
};

/// One element of the context that the function added.
struct Held {
  model::ContextKind Kind;
  facts::ExprId Lock =
      0; ///< Canonical place of the lock; 0 if none or unknown.
  Origin Since;
  /// A callee returns with it on some ways and without it on others, and
  /// nothing tells them apart here.
  bool Unsure = false;
  bool sameAs(const Held &O) const { return Kind == O.Kind && Lock == O.Lock; }
};

/// One element that the caller must have added, because the function removed
/// it.
struct Released {
  model::ContextKind Kind;
  facts::ExprId Lock = 0;
  friend bool operator==(const Released &, const Released &) = default;
};

/// An allocation that may have failed and was not checked on this path.
struct OpenSite {
  SiteId Site = 0;
  /// Handed to a function that could have checked it.
  bool Shown = false;
  /// A member it was stored in, where others can find it; 0 if none. No part
  /// of the property: which of several places it was does not matter.
  facts::ExprId Stored = 0;
  friend bool operator==(const OpenSite &A, const OpenSite &B) {
    return A.Site == B.Site && A.Shown == B.Shown;
  }
};

class State {
public:
  /// Of further places nothing is known. Each write looks at all values, and
  /// generated code has functions with tens of thousands of assignments.
  static constexpr size_t MaxValues = 1024;

  // The property ------------------------------------------------------------
  llvm::SmallVector<Held, 2> Context; ///< In order of entering.
  llvm::SmallVector<Released, 1> GivenUp;
  llvm::SmallVector<OpenSite, 2> Open; ///< Sorted by Site.
  /// The caller runs in none of these, or this path would not be taken.
  model::ContextMask CallerIsNot = 0;
  /// The allocation last found to have failed on this path; no part of the
  /// property.
  SiteId Failed = 0;
  /// Since then something was computed into memory that others see: the
  /// function does without what it could not get. No part of the property.
  bool DoesWithout = false;
  /// The path dropped what may or may not have been the last reference.
  bool LastReference = false;

  bool sameProperty(const State &O) const;
  bool sameContext(const State &O) const;

  /// Adds an element, or takes back the caller's that was given up.
  void enter(Held H, const facts::ExprTable &Exprs);
  /// Removes the latest matching element, or notes that the caller's is gone.
  void leave(model::ContextKind K, facts::ExprId Lock, bool Absolute,
             const facts::ExprTable &Exprs);

  // Values --------------------------------------------------------------------
  const Value *find(facts::ExprId Place) const;
  Value get(facts::ExprId Place) const;
  void set(facts::ExprId Place, const Value &V);
  void erase(facts::ExprId Place);
  /// Of a state that will not change any more.
  void shrink() { Values.shrink_to_fit(); }
  const std::vector<std::pair<facts::ExprId, Value>> &values() const {
    return Values;
  }
  /// Forgets what depends on Place, which is being written.
  void kill(facts::ExprId Place, facts::ExprTable &Exprs);
  /// The same for memory below Place that somebody else may write: what is
  /// stored there is more likely looked at than replaced.
  void killBelow(facts::ExprId Place, facts::ExprTable &Exprs);
  /// Site turned out null (or not): tells all places that hold it. Places of a
  /// failed allocation keep its number.
  void closeSite(SiteId S, const Value &As);
  const OpenSite *openSite(SiteId S) const;

  /// Joins the values of O, a state of the same property, into this one.
  /// Widen drops intervals that still grow. Returns true if anything changed.
  bool joinValues(const State &O, bool Widen, const facts::ExprTable &Exprs);
  /// Joins everything; sites that differ are forgotten.
  bool joinAll(const State &O, const facts::ExprTable &Exprs);
  bool sameValues(const State &O) const { return Values == O.Values; }
  /// How many known values differ.
  unsigned distance(const State &O) const;

private:
  void nameBy(facts::ExprId Variable, facts::ExprId Old,
              facts::ExprTable &Exprs);
  void endNames(facts::ExprId Place, facts::ExprTable &Exprs);

  std::vector<std::pair<facts::ExprId, Value>> Values; ///< Sorted by place.
};

/// The value of E, which is canonical, as far as S knows it.
Value valueOf(const State &S, facts::ExprId E, const facts::ExprTable &Exprs);

/// Do two lock places name, or possibly name, the same lock?
bool mayBeSameLock(facts::ExprId A, facts::ExprId B,
                   const facts::ExprTable &Exprs);

} // namespace gfpcheck::analysis

#endif
