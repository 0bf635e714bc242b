// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "checks/AtomicFunctions.h"
#include "checks/SleepInAtomic.h"
#include "llvm/ADT/STLExtras.h"

namespace gfpcheck::checks {

using support::StringId;

namespace {

/// Notes what is called while a forbidding context is in force.
class CalleesInContext : public analysis::Observer {
public:
  CalleesInContext(model::ContextMask Forbidden, llvm::DenseSet<StringId> &Out)
      : Forbidden(Forbidden), Out(Out) {}

  void call(const analysis::State &S, const analysis::CallSite &Site,
            const analysis::ResolvedCall &) override {
    if (Site.Call.Callee &&
        llvm::any_of(S.Context, [&](const analysis::Held &H) {
          return (Forbidden & maskOf(H.Kind)) != 0;
        }))
      Out.insert(Site.Call.Callee);
  }

private:
  model::ContextMask Forbidden;
  llvm::DenseSet<StringId> &Out;
};

} // namespace

llvm::DenseSet<StringId> atomicFunctions(const Reporter &R,
                                         llvm::ArrayRef<Root> Roots,
                                         summary::TuSummaries &Summaries) {
  llvm::DenseSet<StringId> Atomic;
  if (const model::BugRule *Sleep = R.Rules.bug(SleepInAtomicId)) {
    CalleesInContext Callees(Sleep->Forbidden, Atomic);
    for (const auto &F : R.Tu.Functions)
      if (analysis::Simulation *Sim = Summaries.simulation(F->Name))
        Sim->observe({&Callees});
  }
  for (const Root &From : Roots)
    if (From.Rule->MaySleep != model::CallbackRule::Sleep::Yes)
      Atomic.insert(From.Function);
  for (bool Grows = true; Grows;) {
    Grows = false;
    for (const auto &F : R.Tu.Functions)
      if (Atomic.contains(F->Name))
        for (const facts::CallInfo &C : F->Calls)
          Grows |= C.Callee && Atomic.insert(C.Callee).second;
  }
  return Atomic;
}

} // namespace gfpcheck::checks
