// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "run/Child.h"

#include "api/Call.h"
#include "kalloc/inject.h"
#include "kalloc/sim.h"
#include "oracle/Objects.h"
#include "oracle/Oracle.h"
#include "run/Arguments.h"
#include "run/Reach.h"
#include "sched/Cpu.h"

#include <cstdio>
#include <cstring>
#include <mutex>
#include <unistd.h>

using namespace kalloc;
using namespace kalloc::run;

extern "C" void kalloc_show_log(int Show);
extern "C" void kalloc_detach_all(void);

namespace {

struct Child {
  const Program *P = nullptr;
  const Entry *E = nullptr;
  const Prefix *Way = nullptr;
  PathLog *Log = nullptr;
  Arguments *Inputs = nullptr;
  std::mutex Mutex;
  /// Off while the simulation prepares or cleans up.
  bool Deciding = false;
  /// Off while arguments are made.
  bool Failing = false;
};

Child *Self = nullptr;

uint16_t decide(bool IsFault, uint16_t Arity, const void *Caller,
                uint64_t Site) {
  std::lock_guard Lock(Self->Mutex);
  PathLog &Log = *Self->Log;
  const uint32_t Index = Log.NumDecisions;
  if (Index >= PathLog::MaxDecisions)
    return 0;
  uint16_t Taken = Index < Self->Way->Length ? Self->Way->Taken[Index] : 0;
  if (Taken >= Arity)
    Taken = 0;
  Log.Decisions[Index] = {IsFault, Arity, Taken, Caller, Site};
  Log.NumDecisions = Index + 1;
  return Taken;
}

int chooseNext(int N) {
  return Self->Deciding
             ? decide(false, uint16_t(N > 0xffff ? 0xffff : N), nullptr, 0)
             : 0;
}

uint64_t siteOf(const void *Caller) {
  StackTrace Stack;
  captureStack(Stack, Caller);
  uint64_t Hash = 1469598103934665603ull;
  for (uint32_t I = 0; I < Stack.NumFrames; ++I)
    Hash =
        (Hash ^ reinterpret_cast<uint64_t>(Stack.Frames[I])) * 1099511628211ull;
  return Hash;
}

bool failNext(const char *, size_t, gfp_t, const void *Caller) {
  return Self->Failing && decide(true, 2, Caller, siteOf(Caller)) == 1;
}

void keep(const Violation &V) {
  PathLog &Log = *Self->Log;
  const uint32_t Index =
      __atomic_fetch_add(&Log.NumViolations, 1, __ATOMIC_SEQ_CST);
  if (Index < PathLog::MaxViolations)
    Log.Violations[Index] = V;
}

/// Any function, with up to six arguments that fit registers.
int64_t call(const Function &F) {
  uint64_t A[6] = {};
  for (size_t I = 0; I < F.Parameters.size() && I < 6; ++I)
    A[I] = Self->Inputs->make(F.Parameters[I]);
  Self->Failing = true;
  using Any =
      int64_t (*)(uint64_t, uint64_t, uint64_t, uint64_t, uint64_t, uint64_t);
  return reinterpret_cast<Any>(F.Address)(A[0], A[1], A[2], A[3], A[4], A[5]);
}

void runEntry(void *) {
  const Entry &E = *Self->E;
  const oracle::Balance Before = oracle::balance();
  const int64_t Result = call(*E.F);
  Self->Log->Result = E.F->ReturnsPointer ? Result : 0;
  // A function that is there to lock or unlock ends in another context than it
  // began in.
  if (E.Kind != EntryKind::Called)
    oracle::checkBalance(Before, E.F->Name.c_str());
}

void runExit(void *) { call(*Self->E->Exit); }

void noteCrash() {
  const char *Why = oracle::lastCrash();
  if (!*Why)
    return;
  std::snprintf(Self->Log->Crash, sizeof(Self->Log->Crash), "%s", Why);
  Self->Log->CrashStack = oracle::lastCrashStack();
}

bool step(const char *Name, void (*Function)(void *)) {
  const bool Ended = sched::runTask(Name, Function, nullptr);
  const size_t Depth = sched::lastHighWater();
  if (Depth > Self->Log->HighWater) {
    Self->Log->HighWater = Depth;
    Self->Log->Deepest = sched::lastDeepest();
  }
  if (!Ended)
    noteCrash();
  return Ended;
}

bool settle() {
  const bool Ended =
      oracle::runGuarded([](void *) { sched::runUntilIdle(); }, nullptr);
  if (!Ended)
    noteCrash();
  return Ended;
}

/// What is live and cannot be reached any more; for a whole program, what is
/// live.
void tellLeaks(uint64_t Scope) {
  const Entry &E = *Self->E;
  if (E.Kind != EntryKind::Called) {
    oracle::reportLeaks(Scope);
    return;
  }
  std::vector<Range> Roots = Self->P->data();
  const auto &Inputs = Self->Inputs->objects();
  Roots.insert(Roots.end(), Inputs.begin(), Inputs.end());
  reportUnreachable(Scope, Roots, uint64_t(Self->Log->Result));
}

void runAll() {
  const Entry &E = *Self->E;
  const uint64_t Scope = oracle::leakScope();
  Self->Deciding = true;
  bool Ended = step(E.F->Name.c_str(), runEntry) && settle();
  if (Ended && E.Exit && E.Kind == EntryKind::Module && Self->Log->Result == 0)
    Ended = step(E.Exit->Name.c_str(), runExit) && settle();
  Self->Deciding = Self->Failing = false;
  if (!Ended)
    return;
  if (!oracle::runGuarded([](void *) { kalloc_detach_all(); }, nullptr))
    return;
  // What a crash has cut off is no leak; neither is what others still wait for.
  tellLeaks(Scope);
}

} // namespace

extern "C" {
// Called by the instrumented program, at the start and at the end of each
// function.
__attribute__((visibility("default"))) void
__cyg_profile_func_enter(void *Function, void *) {
  sched::functionEntered(__builtin_frame_address(0), Function);
}
__attribute__((visibility("default"))) void __cyg_profile_func_exit(void *,
                                                                    void *) {}
}

void kalloc::run::runChild(const Program &P, const Entry &E,
                           const RunOptions &Options, const Prefix &Way,
                           PathLog &Log) {
  // Never freed: the process ends here.
  Self = new Child;
  Self->P = &P;
  Self->E = &E;
  Self->Way = &Way;
  Self->Log = &Log;
  Self->Inputs = new Arguments(P);
  kalloc_show_log(Options.ShowLog);
  oracle::Options Oracle;
  Oracle.Objects =
      Options.Guard ? oracle::Memory::Guarded : oracle::Memory::Checked;
  Oracle.Rt = Options.Rt;
  Oracle.Sink = keep;
  oracle::setRelease(api::releaseQuarantined);
  oracle::setWait([] { sched::wait("an allocation"); });
  oracle::install(Oracle);
  sched::Settings Settings;
  Settings.Seed = Options.Seed;
  Settings.StackSize = Options.StackSize;
  Settings.MaxSteps = Options.MaxSteps;
  Settings.Threads = Options.Threads;
  sched::reset(Settings);
  kalloc_set_chooser(chooseNext);
  if (Options.Faults)
    kalloc_fail_decider(failNext);
  runAll();
  Log.Finished = true;
  _exit(0);
}
