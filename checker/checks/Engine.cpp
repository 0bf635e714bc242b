// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/Engine.h"
#include "checks/AtomicFunctions.h"
#include "checks/CallbackContexts.h"
#include "checks/LargeStack.h"
#include "checks/Reporter.h"
#include "checks/SleepInAtomic.h"
#include "checks/UncheckedAlloc.h"
#include "summary/SummaryText.h"
#include "summary/TuSummaries.h"
#include "summary/UnitIo.h"

namespace gfpcheck::checks {

namespace {

/// The unit of a TU whose functions have all been computed.
summary::Unit unitOf(const facts::TuFacts &Tu, const model::RuleSet &Rules,
                     llvm::ArrayRef<Root> Roots,
                     summary::TuSummaries &Summaries) {
  llvm::DenseMap<const model::CallbackRule *, uint32_t> Index;
  for (size_t I = 0; I != Rules.callbackCount(); ++I)
    Index[&Rules.callback(I)] = uint32_t(I);
  summary::Unit U;
  U.MainFile = Tu.MainFile;
  U.Environment = Tu.Environment;
  U.Bindings = Tu.Bindings;
  for (const Root &R : Roots)
    if (auto It = Index.find(R.Rule); It != Index.end())
      U.Roots.push_back({R.Function, It->second, R.Where, R.InFunction, R.How});
  U.Functions = Summaries.takeUnitFunctions();
  return U;
}

void runEngine(const facts::TuFacts &Tu, facts::FactsProvider &Provider,
               const model::RuleSet &Rules, const EngineOptions &Opts,
               findings::FindingSink &Sink, std::string *Record) {
  unsigned Version =
      Opts.KernelVersion ? Opts.KernelVersion : Tu.Environment.KernelVersion;
  model::GfpDecoder Gfp(Rules.gfp(Version), Tu.Environment.GfpMacros);
  summary::RuleCalls RuleCalls(Rules, Gfp, Tu.Environment, *Tu.Strings);
  summary::TuSummaries Summaries(Tu, Provider, RuleCalls);
  if (Record)
    Summaries.recordOpenCalls();
  Reporter R(Tu, Rules, Gfp, Opts);

  const model::BugRule *Sleep = R.rule(SleepInAtomicId);
  const model::BugRule *Unchecked = R.rule(UncheckedAllocId);
  if (Sleep || Unchecked || Record) {
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
  std::vector<Root> Roots = findRoots(R);
  if (Sleep)
    checkRoots(
        R, *Sleep, Roots,
        [&](support::StringId F) { return Summaries.summary(F); },
        Summaries.portable());
  if (const model::BugRule *Stack = R.rule(LargeStackId))
    checkStacks(R, *Stack,
                [&] { return atomicFunctions(R, Roots, Summaries); });
  R.flush(Sink);
  if (Record) {
    summary::Unit U = unitOf(Tu, Rules, Roots, Summaries);
    *Record = summary::pack(U, Summaries.portable(), Tu.Files, *Tu.Strings);
  }
}

} // namespace

void run(const facts::TuFacts &Tu, facts::FactsProvider &Provider,
         const model::RuleSet &Rules, const EngineOptions &Opts,
         findings::FindingSink &Sink) {
  runEngine(Tu, Provider, Rules, Opts, Sink, nullptr);
}

void runAndRecord(const facts::TuFacts &Tu, facts::FactsProvider &Provider,
                  const model::RuleSet &Rules, const EngineOptions &Opts,
                  findings::FindingSink &Sink, std::string &Record) {
  runEngine(Tu, Provider, Rules, Opts, Sink, &Record);
}

} // namespace gfpcheck::checks
