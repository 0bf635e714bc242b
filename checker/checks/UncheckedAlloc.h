// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Judges uses of memory whose allocation may have failed and was not checked.
#ifndef GFPCHECK_CHECKS_UNCHECKEDALLOC_H
#define GFPCHECK_CHECKS_UNCHECKEDALLOC_H

#include "analysis/Simulation.h"
#include "checks/Reporter.h"
#include "summary/Summary.h"
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

private:
  /// The first bad use of one allocation.
  struct Use {
    facts::Loc Where;
    std::string Place; ///< The pointer, as written.
    std::string How;   ///< Rest of the message.
    findings::Confidence Sure;
    analysis::Witness Below; ///< The use itself, if in a callee.
  };
  /// An allocation that a pointer may, or does, hold the failure of.
  struct Suspect {
    analysis::OpenSite Open;
    bool Failed = false; ///< A check said so, and the path goes on.
    explicit operator bool() const { return Open.Site != 0; }
  };
  Suspect suspect(const analysis::State &S, facts::ExprId Pointer);
  void note(const Suspect &Who, Use U);
  void report(const analysis::Site &Site, const Use &U);
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
  const summary::FunctionSummary &Told; ///< What callers get to know.
  std::map<analysis::SiteId, Use> First;
  /// Call events before which this function has entered some context.
  llvm::DenseSet<uint32_t> Holding;
};

} // namespace gfpcheck::checks

#endif
