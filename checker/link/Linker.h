// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Carries what functions do to their callers in other files, and judges the
// calls and callbacks where that meets a context which forbids it.
#ifndef GFPCHECK_LINK_LINKER_H
#define GFPCHECK_LINK_LINKER_H

#include "checks/Reporter.h"
#include "link/CallTargets.h"
#include <map>
#include <tuple>

namespace gfpcheck::link {

class Linker {
public:
  /// P has been indexed.
  Linker(Program &P, const model::RuleSet &Rules,
         const checks::EngineOptions &Opts);
  ~Linker();

  /// Bottom-up: what each function does beyond what its own unit knows.
  void propagate();
  /// Tells what only the whole program shows, in a fixed order.
  void judge(findings::FindingSink &Sink);

  /// What F does through other files, over Program::portable().
  const summary::FunctionSummary &extra(FunctionId F) const { return Extra[F]; }
  /// Is there a body of this external function that says plainly whether it
  /// sleeps, so that hearsay does not count?
  bool knowsBetter(support::StringId Name) const;
  const CallTargets &targets() const { return Calls; }
  Program &program() { return P; }
  /// The flags of a unit's kernel.
  model::GfpDecoder gfp(uint32_t Unit) const;

private:
  class Replay;
  void compute(FunctionId F);
  /// What F does by calling its parameter, if that is Passed: parameter call
  /// Index of F, over Program::portable().
  const summary::FunctionSummary &through(FunctionId F, uint32_t Index,
                                          FunctionId Passed);
  bool holdsSomething(FunctionId F) const;
  llvm::DenseMap<support::StringId, model::ContextMask>
  entryContexts(uint32_t Unit) const;
  void judgeCalls(checks::Reporter &R, const model::BugRule &Rule,
                  uint32_t Unit);
  void judgeRoots(checks::Reporter &R, const model::BugRule &Rule,
                  uint32_t Unit);
  void judgeStackDepth(findings::FindingSink &Sink);

  Program &P;
  const model::RuleSet &Rules;
  const checks::EngineOptions &Opts;
  CallTargets Calls;
  std::vector<summary::FunctionSummary> Extra;
  std::map<std::tuple<FunctionId, uint32_t, FunctionId>,
           summary::FunctionSummary>
      Through;
};

} // namespace gfpcheck::link

#endif
