// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "oracle/Oracle.h"

#include "oracle/Objects.h"
#include "oracle/State.h"

#include <cstdlib>
#include <vector>

using namespace kalloc;
using namespace kalloc::oracle;

namespace {

constexpr size_t MaxKept = 1024;

struct State {
  Options Opts;
  Hooks Table;
  bool Installed = false;
  std::mutex Mutex;
  std::vector<Violation> Kept;
  size_t Total = 0;
};

State &state() {
  static State *S = new State;
  return *S;
}

unsigned scopes() {
  const uint32_t Flags = ThreadContext::current().TaskFlags;
  unsigned Set = 0;
  if (Flags & TaskMemallocNofs)
    Set |= ScopeNoFs;
  if (Flags & TaskMemallocNoio)
    Set |= ScopeNoIo;
  if (Flags & TaskMemalloc)
    Set |= ScopeMemAlloc;
  return Set;
}

bool inInterrupt() { return ThreadContext::current().inInterrupt(); }

} // namespace

void kalloc::oracle::install(const Options &Opts) {
  State &S = state();
  internal::emptyQuarantine();
  S.Opts = Opts;
  clear();
  objects().clear();
  internal::clearReclaimMap();
  internal::installCrashHandlers();
  // The wait of a request for memory belongs to whoever runs the tasks.
  S.Table.BeforeAlloc = internal::beforeAlloc;
  S.Table.AfterAlloc = internal::afterAlloc;
  S.Table.BeforeFree = internal::beforeFree;
  S.Table.MightSleep = mightSleep;
  S.Table.Fault = internal::fault;
  S.Table.Scopes = scopes;
  S.Table.InInterrupt = inInterrupt;
  S.Table.ReclaimEnter = reclaimEnter;
  S.Table.ReclaimLeave = reclaimLeave;
  const bool Guarded = Opts.Objects == Memory::Guarded;
  S.Table.Provide = Guarded ? internal::provide : nullptr;
  S.Table.FreeProvided = internal::freeProvided;
  S.Table.ProvidedSize = internal::providedSize;
  S.Table.CheckObjects = !Guarded;
  setHooks(&S.Table);
  S.Installed = true;
}

void kalloc::oracle::uninstall() {
  internal::emptyQuarantine();
  setHooks(nullptr);
  state().Installed = false;
}

bool kalloc::oracle::installed() { return state().Installed; }
const Options &kalloc::oracle::options() { return state().Opts; }

void kalloc::oracle::setWait(void (*Wait)()) { state().Table.Wait = Wait; }

size_t kalloc::oracle::count() {
  std::lock_guard Lock(state().Mutex);
  return state().Total;
}

const Violation &kalloc::oracle::get(size_t Index) {
  std::lock_guard Lock(state().Mutex);
  return state().Kept.at(Index);
}

void kalloc::oracle::clear() {
  State &S = state();
  std::lock_guard Lock(S.Mutex);
  S.Kept.clear();
  // References of get() stay valid until the next clear().
  S.Kept.reserve(MaxKept);
  S.Total = 0;
}

void kalloc::oracle::report(Violation &V, const void *Innermost) {
  State &S = state();
  const ThreadContext &Context = ThreadContext::current();
  if (V.Stack.NumFrames == 0)
    captureStack(V.Stack, Innermost);
  V.PreemptCount = Context.PreemptCount;
  V.RcuDepth = Context.RcuDepth;
  V.IrqsOff = Context.IrqsOff || Context.inHardirq();
  {
    std::lock_guard Lock(S.Mutex);
    ++S.Total;
    if (S.Kept.size() < MaxKept)
      S.Kept.push_back(V);
  }
  if (S.Opts.Sink)
    S.Opts.Sink(V);
  if (S.Opts.Report != Mode::Collect)
    print(V);
  if (S.Opts.Report == Mode::Abort)
    std::abort();
}
