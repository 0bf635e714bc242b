// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Keeps the calls of one function that its translation unit cannot follow to
// the end, each with the states in which it is reached.
#ifndef GFPCHECK_SUMMARY_RECORDER_H
#define GFPCHECK_SUMMARY_RECORDER_H

#include "analysis/Simulation.h"
#include "summary/Unit.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <map>

namespace gfpcheck::summary {

class Recorder : public analysis::Observer {
public:
  /// IsOpen says of a function of this translation unit whether it makes open
  /// calls itself, directly or further down.
  Recorder(analysis::Simulation &Sim,
           llvm::function_ref<bool(support::StringId)> IsOpen);

  void call(const analysis::State &S, const analysis::CallSite &Site,
            const analysis::ResolvedCall &R) override;

  OpenFrame take();
  /// The number of the open call at Event, plus 1; 0 if there is none.
  uint32_t openIndex(uint32_t Event) const;

private:
  struct Kept {
    bool Applied = false;
    uint32_t Event = 0;
    std::vector<analysis::State> Ways;
  };

  facts::ExprId copy(facts::ExprId E);
  uint32_t variable(uint32_t Index);
  uint32_t event(const analysis::CallSite &Site);
  analysis::State slice(const analysis::State &S,
                        const analysis::CallSite &Site);
  void addWay(Kept &K, analysis::State S);
  bool mentionsCaller(facts::ExprId E) const;

  analysis::Simulation &Sim;
  llvm::function_ref<bool(support::StringId)> IsOpen;
  facts::FunctionFacts Frame;
  llvm::DenseMap<facts::ExprId, facts::ExprId> Copies;
  llvm::DenseMap<uint32_t, uint32_t> Variables;
  std::map<uint32_t, Kept> Calls; ///< By event of the function.
};

} // namespace gfpcheck::summary

#endif
