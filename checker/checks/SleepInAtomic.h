// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Judges operations that may sleep in a context that forbids it.
#ifndef GFPCHECK_CHECKS_SLEEPINATOMIC_H
#define GFPCHECK_CHECKS_SLEEPINATOMIC_H

#include "analysis/Simulation.h"
#include "analysis/Spell.h"
#include "checks/Reporter.h"
#include <map>

namespace gfpcheck::checks {

inline constexpr llvm::StringLiteral SleepInAtomicId = "gfp-sleep-in-atomic";

/// How sure it is that Op sleeps where it is reached with nothing more known
/// of its conditions than they say.
findings::Confidence confidenceOf(const analysis::SleepOp &Op,
                                  const facts::ExprTable &Exprs);

/// "'kzalloc' with GFP_KERNEL": the operation as a message begins.
std::string describe(const analysis::SleepOp &Op, const Reporter &R);

/// Where a finding about Op stands when Meet is the call that leads to it: at
/// the operation if that is in the main file, else at the last call that is.
std::pair<facts::Loc, support::StringId>
standingPlace(const analysis::SleepOp &Op, support::StringId Outermost,
              const Reporter &R);

/// Watches one function. Finish tells what was seen.
class SleepInAtomic : public analysis::Observer {
public:
  /// AtEntry: contexts in which the function is known to be entered.
  SleepInAtomic(Reporter &R, analysis::Simulation &Sim,
                const model::BugRule &Rule, model::ContextMask AtEntry = 0);
  void call(const analysis::State &S, const analysis::CallSite &Site,
            const analysis::ResolvedCall &Resolved) override;
  void finish();

private:
  struct Candidate {
    analysis::SleepOp Op;
    analysis::Held Blame;
    findings::Confidence Sure;
    std::vector<analysis::Condition> If;
    analysis::Aliases Names;
  };
  const analysis::Held *blame(const analysis::State &S,
                              const analysis::SleepOp &Op) const;
  bool runsAtBoot() const;
  analysis::Aliases namesIn(const analysis::State &S) const;
  /// Adds what branches taught of S, as far as it may matter.
  void addBranches(const analysis::State &S, const analysis::Held &H,
                   std::vector<analysis::Condition> &If) const;
  void report(const Candidate &C);
  void addConditions(findings::Finding &F, const Candidate &C) const;
  std::string lockName(const Candidate &C) const;

  Reporter &R;
  analysis::Simulation &Sim;
  const model::BugRule &Rule;
  model::ContextMask Forbidden;
  model::ContextMask AtEntry;
  std::map<uint32_t, Candidate> Best; ///< By event.
};

} // namespace gfpcheck::checks

#endif
