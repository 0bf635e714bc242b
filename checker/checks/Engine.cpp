// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/Engine.h"
#include "checks/CallbackContexts.h"
#include "checks/LargeStack.h"
#include "checks/Reporter.h"
#include "checks/SleepInAtomic.h"
#include "checks/UncheckedAlloc.h"
#include "summary/SummaryText.h"

namespace gfpcheck::checks {

void run(const facts::TuFacts &Tu, facts::FactsProvider &Provider,
         const model::RuleSet &Rules, const EngineOptions &Opts,
         findings::FindingSink &Sink) {
  unsigned Version =
      Opts.KernelVersion ? Opts.KernelVersion : Tu.Environment.KernelVersion;
  model::GfpDecoder Gfp(Rules.gfp(Version), Tu.Environment.GfpMacros);
  summary::RuleCalls RuleCalls(Rules, Gfp, Tu.Environment, *Tu.Strings);
  summary::TuSummaries Summaries(Tu, Provider, RuleCalls);
  Reporter R(Tu, Rules, Gfp, Opts, Summaries);

  const model::BugRule *Sleep = R.rule(SleepInAtomicId);
  const model::BugRule *Unchecked = R.rule(UncheckedAllocId);
  if (Sleep || Unchecked) {
    PointerHabits Habits = findHabits(Tu);
    for (const auto &F : Tu.Functions) {
      analysis::Simulation *Sim = Summaries.simulation(F->Name);
      if (!Sim)
        continue;
      std::unique_ptr<SleepInAtomic> A;
      std::unique_ptr<UncheckedAlloc> B;
      std::vector<analysis::Observer *> Observers;
      if (Sleep)
        Observers.push_back(
            (A = std::make_unique<SleepInAtomic>(R, *Sim, *Sleep)).get());
      if (Unchecked)
        Observers.push_back(
            (B = std::make_unique<UncheckedAlloc>(R, *Sim, *Unchecked, Habits))
                .get());
      Sim->observe(Observers);
      if (A)
        A->finish();
      if (B)
        B->finish();
    }
  }
  if (!Opts.ShowSummary.empty())
    if (const auto *S = Summaries.summary(Tu.Strings->lookup(Opts.ShowSummary)))
      print(llvm::errs(), *S, Summaries.portable(), *Tu.Strings);
  if (Sleep)
    checkRoots(R, *Sleep);
  if (const model::BugRule *Stack = R.rule(LargeStackId))
    checkStacks(R, *Stack);
  R.flush(Sink);
}

} // namespace gfpcheck::checks
