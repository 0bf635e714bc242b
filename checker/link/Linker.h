// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Carries what functions do to their callers in other files, and judges the
// calls and callbacks where that meets a context which forbids it.
#ifndef GFPCHECK_LINK_LINKER_H
#define GFPCHECK_LINK_LINKER_H

#include "checks/Reporter.h"
#include "link/CallTargets.h"

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
  const CallTargets &targets() const { return Calls; }

private:
  class Replay;
  void compute(FunctionId F);
  bool holdsSomething(FunctionId F) const;
  void judgeCalls(checks::Reporter &R, const model::BugRule &Rule,
                  uint32_t Unit);
  void judgeRoots(checks::Reporter &R, const model::BugRule &Rule,
                  uint32_t Unit);

  Program &P;
  const model::RuleSet &Rules;
  const checks::EngineOptions &Opts;
  CallTargets Calls;
  std::vector<summary::FunctionSummary> Extra;
};

} // namespace gfpcheck::link

#endif
