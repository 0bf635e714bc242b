// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Judges uses of memory whose allocation may have failed and was not checked.
#ifndef GFPCHECK_CHECKS_UNCHECKEDALLOC_H
#define GFPCHECK_CHECKS_UNCHECKEDALLOC_H

#include "analysis/Simulation.h"
#include "checks/Reporter.h"
#include "summary/Unit.h"
#include "llvm/ADT/DenseSet.h"
#include <map>

namespace gfpcheck::checks {

inline constexpr llvm::StringLiteral UncheckedAllocId = "gfp-unchecked-alloc";

/// What only the whole translation unit tells.
struct PointerHabits {
  /// Pointer members (record << 32 | field) that some function tests for NULL,
  /// so that NULL may well be meant as "none".
  llvm::DenseSet<uint64_t> Tested;
  /// Functions called by name somewhere in the TU.
  llvm::DenseSet<support::StringId> Called;
};
PointerHabits findHabits(const facts::TuFacts &Tu);

/// A bad use of an allocation.
struct AllocUse {
  facts::Loc Where;
  std::string Place; ///< The pointer, as written.
  std::string How;   ///< Rest of the message.
  findings::Confidence Sure;
  analysis::Witness Below; ///< The use itself, if in a callee.
};
/// What is said of it in Function. Api may have returned NULL, or an error
/// pointer, at Allocation.
findings::Finding describe(const AllocUse &U, support::StringId Function,
                           const analysis::Witness &Allocation, bool IsError,
                           const model::BugRule &Rule, const Reporter &R);
/// A callee in another unit follows what it is handed.
AllocUse followedElsewhere(const summary::UnitHandover &H,
                           const analysis::DerefOp &D, const Reporter &R);

class UncheckedAlloc : public analysis::Observer {
public:
  UncheckedAlloc(Reporter &R, analysis::Simulation &Sim,
                 const model::BugRule &Rule, const PointerHabits &Habits,
                 const summary::FunctionSummary &Told)
      : R(R), Sim(Sim), Rule(Rule), Habits(Habits), Told(Told) {}

  void call(const analysis::State &S, const analysis::CallSite &Site,
            const analysis::ResolvedCall &Resolved) override;
  void deref(const analysis::State &S, const facts::Event &E,
             facts::ExprId Pointer) override;
  void exit(const analysis::State &S, const facts::Block &B) override;
  void finish();
  /// Allocations of which no bad use was seen, and what became of which is for
  /// others to say. Call once, last.
  std::vector<summary::UnitHandover> takeHandovers();

private:
  using Use = AllocUse;
  /// An allocation that a pointer may, or does, hold the failure of.
  struct Suspect {
    analysis::OpenSite Open;
    bool Failed = false; ///< A check said so, and the path goes on.
    explicit operator bool() const { return Open.Site != 0; }
  };
  Suspect suspect(const analysis::State &S, facts::ExprId Pointer);
  void note(const Suspect &Who, Use U);
  void report(const analysis::Site &Site, const Use &U);
  void handOver(const analysis::State &S, const analysis::CallSite &Site);
  bool happensTo(const analysis::State &S, analysis::SiteId Site,
                 const analysis::DerefOp &D);
  bool mayBeSuccess(const analysis::State &S);
  bool resultTells(const analysis::State &S, analysis::SiteId Site);
  bool isLeftToCallers(const analysis::State &S,
                       const analysis::OpenSite &Open);
  std::string nameOf(const analysis::State &S, analysis::SiteId Site,
                     facts::ExprId Pointer);

  Reporter &R;
  analysis::Simulation &Sim;
  const model::BugRule &Rule;
  const PointerHabits &Habits;
  const summary::FunctionSummary &Told;  ///< What callers get to know.
  std::map<analysis::SiteId, Use> First; ///< Bad use.
  std::map<std::pair<analysis::SiteId, uint32_t>, summary::UnitHandover>
      Handed; ///< By site and call event.
  /// Call events before which this function has entered some context.
  llvm::DenseSet<uint32_t> Holding;
};

} // namespace gfpcheck::checks

#endif
