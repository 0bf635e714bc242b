// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/Engine.h"
#include "checks/AtomicFunctions.h"
#include "checks/CallbackContexts.h"
#include "checks/LargeStack.h"
#include "checks/Reporter.h"
#include "checks/SleepInAtomic.h"
#include "checks/StackDepth.h"
#include "checks/UncheckedAlloc.h"
#include "summary/SummaryText.h"
#include "summary/Teaching.h"
#include "summary/TuSummaries.h"
#include "summary/UnitIo.h"
#include "llvm/ADT/STLExtras.h"

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
  for (summary::UnitFunction &F : U.Functions)
    if (const facts::FunctionFacts *Facts = Summaries.facts(F.Summary.Name)) {
      F.FrameBytes = frameBytes(*Facts);
      F.FrameOpen = llvm::any_of(
          Facts->Vars, [](const facts::Variable &V) { return V.IsVla; });
    }
  return U;
}

/// What the calls of a TU mean: rules first, then bodies.
struct Knowledge {
  Knowledge(const facts::TuFacts &Tu, facts::FactsProvider &Provider,
            const model::RuleSet &Rules, const EngineOptions &Opts)
      : Gfp(Rules.gfp(Opts.KernelVersion ? Opts.KernelVersion
                                         : Tu.Environment.KernelVersion),
            Tu.Environment.GfpMacros),
        RuleCalls(Rules, Gfp, Tu.Environment, *Tu.Strings),
        Summaries(Tu, Provider, RuleCalls) {}

  model::GfpDecoder Gfp;
  summary::RuleCalls RuleCalls;
  summary::TuSummaries Summaries;
};

void runEngine(const facts::TuFacts &Tu, facts::FactsProvider &Provider,
               const model::RuleSet &Rules, const EngineOptions &Opts,
               findings::FindingSink &Sink, Record *Out) {
  Knowledge K(Tu, Provider, Rules, Opts);
  summary::TuSummaries &Summaries = K.Summaries;
  if (Out)
    Summaries.recordOpenCalls();
  Reporter R(Tu, Rules, K.Gfp, Opts);

  const model::BugRule *Sleep = R.rule(SleepInAtomicId);
  const model::BugRule *Unchecked = R.rule(UncheckedAllocId);
  std::vector<Root> Roots = findRoots(R);
  std::vector<summary::UnitHandover> Handovers;
  if (Sleep || Unchecked || Out) {
    PointerHabits Habits = findHabits(Tu);
    auto AtEntry = entryContexts(Tu, Roots);
    for (const auto &F : Tu.Functions) {
      analysis::Simulation *Sim = Summaries.simulation(F->Name);
      if (!Sim)
        continue;
      if (Opts.GaveUp && F->Incomplete.empty() &&
          !Summaries.summary(F->Name)->Complete)
        Opts.GaveUp(Tu.Strings->str(F->Name));
      std::unique_ptr<SleepInAtomic> A;
      std::unique_ptr<UncheckedAlloc> B;
      std::vector<analysis::Observer *> Observers;
      if (Sleep)
        Observers.push_back((A = std::make_unique<SleepInAtomic>(
                                 R, *Sim, *Sleep, AtEntry.lookup(F->Name)))
                                .get());
      if (Unchecked)
        Observers.push_back(
            (B = std::make_unique<UncheckedAlloc>(R, *Sim, *Unchecked, Habits,
                                                  *Summaries.summary(F->Name)))
                .get());
      Sim->observe(Observers);
      if (A)
        A->finish();
      if (B) {
        B->finish();
        llvm::append_range(Handovers, B->takeHandovers());
      }
    }
  }
  if (Sleep)
    checkRoots(
        R, *Sleep, Roots,
        [&](support::StringId F) { return Summaries.summary(F); },
        Summaries.portable());
  if (const model::BugRule *Depth = R.rule(StackDepthId))
    checkStackDepth(R, *Depth, Roots);
  if (const model::BugRule *Stack = R.rule(LargeStackId))
    checkStacks(R, *Stack,
                [&] { return atomicFunctions(R, Roots, Summaries); });
  R.flush(Sink);
  if (Out) {
    summary::Unit U = unitOf(Tu, Rules, Roots, Summaries);
    U.Handovers = std::move(Handovers);
    Out->Teaching = summary::pack(
        summary::teachingOf(U.Functions, Summaries, *Tu.Strings, Rules));
    Out->Unit = summary::pack(U, Summaries.portable(), Tu.Files, *Tu.Strings);
  }
}

} // namespace

void run(const facts::TuFacts &Tu, facts::FactsProvider &Provider,
         const model::RuleSet &Rules, const EngineOptions &Opts,
         findings::FindingSink &Sink) {
  runEngine(Tu, Provider, Rules, Opts, Sink, nullptr);
}

bool printSummaries(const facts::TuFacts &Tu, facts::FactsProvider &Provider,
                    const model::RuleSet &Rules, const EngineOptions &Opts,
                    llvm::StringRef Function, llvm::raw_ostream &OS) {
  Knowledge K(Tu, Provider, Rules, Opts);
  auto Print = [&](support::StringId Name) {
    const summary::FunctionSummary *S = K.Summaries.summary(Name);
    if (S)
      print(OS, *S, K.Summaries.portable(), *Tu.Strings);
    return S != nullptr;
  };
  if (!Function.empty())
    return Print(Tu.Strings->intern(Function));
  for (const auto &F : Tu.Functions)
    Print(F->Name);
  return true;
}

Record runAndRecord(const facts::TuFacts &Tu, facts::FactsProvider &Provider,
                    const model::RuleSet &Rules, const EngineOptions &Opts,
                    findings::FindingSink &Sink) {
  Record Out;
  runEngine(Tu, Provider, Rules, Opts, Sink, &Out);
  return Out;
}

} // namespace gfpcheck::checks
