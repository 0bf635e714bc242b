// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Summaries of all functions of a translation unit, made bottom-up as they are
// asked for, recursion included; and the call model that uses them.
#ifndef GFPCHECK_SUMMARY_TUSUMMARIES_H
#define GFPCHECK_SUMMARY_TUSUMMARIES_H

#include "analysis/Simulation.h"
#include "summary/RuleCall.h"
#include "summary/Summary.h"
#include "summary/Unit.h"
#include <map>
#include <memory>

namespace gfpcheck::summary {

/// Op was reached through a pointer with several targets. Once may be; twice in
/// a row the pointers are likely to belong to different kinds of object.
void guess(analysis::SleepOp &Op);

class TuSummaries : public analysis::CallModel {
public:
  TuSummaries(const facts::TuFacts &Tu, facts::FactsProvider &Provider,
              RuleCalls &Rules);
  ~TuSummaries() override;

  /// Keep open calls from now on, for unitFunctions.
  void recordOpenCalls() { Recording = true; }
  /// The functions of the main file, and those of headers that make open calls,
  /// as far as they have been computed; moved out, by name. Ends the object's
  /// use as a call model.
  std::vector<UnitFunction> takeUnitFunctions();

  /// The summary of a function with a body in this TU, or null.
  const FunctionSummary *summary(support::StringId Name);
  /// The simulation of a main-file function, kept for those who judge; null
  /// for others. Computes it if need be.
  analysis::Simulation *simulation(support::StringId Name);

  analysis::ResolvedCall resolve(const analysis::CallSite &Site,
                                 const analysis::State &S,
                                 analysis::Evaluator &Eval, bool Full) override;

  /// Does a rule speak for the call, rather than the body of the callee?
  const model::Api *ruleFor(const facts::CallInfo &Call);

  const facts::ExprTable &portable() const { return Portable; }
  facts::ExprTable &portable() { return Portable; }
  const facts::FunctionFacts *facts(support::StringId Name);
  /// Functions without a body in this TU that were asked for, because somebody
  /// calls them; by name.
  std::vector<support::StringId> unknown() const;
  /// Functions stored in record.field in this TU.
  llvm::ArrayRef<support::StringId> targets(support::StringId Record,
                                            support::StringId Field) const;

private:
  struct Node;
  Node *node(support::StringId Name);
  void compute(Node &N);
  bool isOpen(support::StringId Name);
  support::StringId directCallee(const analysis::CallSite &Site,
                                 const analysis::State &S,
                                 analysis::Evaluator &Eval);
  analysis::ResolvedCall resolveIndirect(const analysis::CallSite &Site,
                                         const analysis::State &S,
                                         analysis::Evaluator &Eval, bool Full);
  analysis::ResolvedCall resolveNamed(support::StringId Callee,
                                      const analysis::CallSite &Site,
                                      const analysis::State &S,
                                      analysis::Evaluator &Eval, bool Full);

  const facts::TuFacts &Tu;
  facts::FactsProvider &Provider;
  RuleCalls &Rules;
  facts::ExprTable Portable;
  bool Recording = false;
  std::map<support::StringId, std::unique_ptr<Node>> Nodes;
  llvm::DenseMap<uint64_t, std::vector<support::StringId>> Slots;
  std::vector<Node *> Active;   ///< Being computed, callers first.
  std::vector<Node *> Finished; ///< In the order of finishing.
};

} // namespace gfpcheck::summary

#endif
