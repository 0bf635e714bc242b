// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Makes a function's summary out of its simulation.
#ifndef GFPCHECK_SUMMARY_SUMMARIZE_H
#define GFPCHECK_SUMMARY_SUMMARIZE_H

#include "analysis/Simulation.h"
#include "summary/Portable.h"
#include "summary/Summary.h"

namespace gfpcheck::summary {

/// Collects while the simulation is observed; take() ends it.
class Summarizer : public analysis::Observer {
public:
  Summarizer(analysis::Simulation &Sim, facts::ExprTable &Portable);

  void call(const analysis::State &S, const analysis::CallSite &Site,
            const analysis::ResolvedCall &R) override;
  void deref(const analysis::State &S, const facts::Event &E,
             facts::ExprId Pointer) override;
  void exit(const analysis::State &S, const facts::Block &B) override;

  FunctionSummary take(bool Complete);

private:
  /// What S knows that callers can tell, the most telling first.
  std::vector<analysis::Condition> conditions(const analysis::State &S,
                                              bool AtExit = false);
  /// More, in the callers' terms, and as much of OfState as there is room for.
  std::vector<analysis::Condition>
  conditions(const analysis::State &S,
             const std::vector<analysis::Condition> &More,
             llvm::ArrayRef<analysis::Condition> OfState, bool &Lost);
  facts::ExprId exported(const analysis::State &S, facts::ExprId E);
  llvm::DenseMap<facts::ExprId, facts::ExprId>
  storedResults(const analysis::State &S) const;
  analysis::Value exportedValue(const analysis::State &S,
                                const analysis::Value &V, facts::ExprId Self);
  std::optional<analysis::FreshMemory> exportedFresh(const analysis::State &S,
                                                     const analysis::Value &V);
  void addSleep(analysis::SleepOp Op);
  void addDeref(analysis::DerefOp D);
  void addExit(analysis::Outcome O);
  void joinVariants();
  void markUnsure();
  void joinFailures();
  void writes(const analysis::State &S, analysis::Outcome &O);

  analysis::Simulation &Sim;
  Exporter Export;
  FunctionSummary Out;
  unsigned ExitsSeen = 0;
  /// On some way the work was done without the memory, and NULL returned.
  bool NullIsSuccess = false;
};

} // namespace gfpcheck::summary

#endif
