// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Accesses that the processor refuses, and ends of programs that cannot go on.
#include "oracle/Oracle.h"
#include "oracle/State.h"

#include <csetjmp>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <sys/mman.h>
#include <ucontext.h>
#include <vector>

using namespace kalloc;
using namespace kalloc::oracle;

namespace {

struct StackGuard {
  uintptr_t Low, High;
  size_t StackSize;
};

std::mutex GuardsMutex;
std::vector<StackGuard> &guards() {
  static auto *All = new std::vector<StackGuard>;
  return *All;
}

struct Landing {
  sigjmp_buf Env;
  Landing *Outer;
  ThreadContext *Context;
  StackBounds Bounds;
};

thread_local Landing *InnermostLanding = nullptr;
thread_local const char *CrashText = "";
thread_local StackTrace CrashStack;
thread_local char CrashBuffer[96];
thread_local bool AltStackReady = false;

constexpr size_t AltStackSize = 64 * 1024;

/// Handlers run on a stack of their own: the usual one may be what has run out.
void prepareThread() {
  if (AltStackReady)
    return;
  void *Memory = mmap(nullptr, AltStackSize, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (Memory == MAP_FAILED)
    return;
  stack_t Stack = {};
  Stack.ss_sp = Memory;
  Stack.ss_size = AltStackSize;
  AltStackReady = sigaltstack(&Stack, nullptr) == 0;
}

const StackGuard *guardAt(uintptr_t Address) {
  for (const StackGuard &G : guards())
    if (Address >= G.Low && Address < G.High)
      return &G;
  return nullptr;
}

void reportOverflow(const StackGuard &G, uintptr_t Address,
                    const StackTrace &Stack) {
  Violation V;
  V.Kind = ViolationKind::StackOverflow;
  V.Stack = Stack;
  V.Fatal = true;
  V.Address = Address;
  V.setMessage("%s: more than %zu bytes", violationText(V.Kind), G.StackSize);
  report(V, nullptr);
}

[[noreturn]] void land() {
  Landing *L = InnermostLanding;
  InnermostLanding = L->Outer;
  ThreadContext::exchange(L->Context);
  setStackBounds(L->Bounds);
  ApiScope::exchange({});
  siglongjmp(L->Env, 1);
}

void stackOfContext(const ucontext_t &Context, StackTrace &Stack) {
  const greg_t *Registers = Context.uc_mcontext.gregs;
  captureStackFrom(Stack, reinterpret_cast<const void *>(Registers[REG_RIP]),
                   reinterpret_cast<const void *>(Registers[REG_RBP]));
}

void onSignal(int Signal, siginfo_t *Info, void *Raw) {
  const auto Address = reinterpret_cast<uintptr_t>(Info->si_addr);
  StackTrace Stack;
  stackOfContext(*static_cast<ucontext_t *>(Raw), Stack);
  const StackGuard *G = Signal == SIGSEGV ? guardAt(Address) : nullptr;
  CrashText = "";
  if (G)
    reportOverflow(*G, Address, Stack);
  else if ((Signal != SIGSEGV && Signal != SIGBUS) ||
           !internal::reportAccess(Address, Stack)) {
    std::snprintf(CrashBuffer, sizeof(CrashBuffer), "%s at address 0x%llx",
                  Signal == SIGILL   ? "BUG"
                  : Signal == SIGFPE ? "division by zero"
                                     : "bad access",
                  static_cast<unsigned long long>(Address));
    CrashText = Signal == SIGILL ? "BUG" : CrashBuffer;
  }
  CrashStack = Stack;
  if (InnermostLanding)
    land();
  // Nobody waits for it: let it happen again, for good.
  signal(Signal, SIG_DFL);
}

} // namespace

void internal::installCrashHandlers() {
  prepareThread();
  static std::once_flag Once;
  std::call_once(Once, [] {
    struct sigaction Action = {};
    Action.sa_sigaction = onSignal;
    Action.sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER;
    for (int Signal : {SIGSEGV, SIGBUS, SIGILL, SIGFPE})
      sigaction(Signal, &Action, nullptr);
  });
}

bool kalloc::oracle::runGuarded(void (*Function)(void *), void *Argument) {
  prepareThread();
  Landing L;
  L.Outer = InnermostLanding;
  L.Context = ThreadContext::exchange(nullptr);
  ThreadContext::exchange(L.Context);
  L.Bounds = currentStackBounds();
  if (sigsetjmp(L.Env, 1))
    return false;
  InnermostLanding = &L;
  CrashText = "";
  Function(Argument);
  InnermostLanding = L.Outer;
  return true;
}

const char *kalloc::oracle::lastCrash() { return CrashText; }
const StackTrace &kalloc::oracle::lastCrashStack() { return CrashStack; }

void kalloc::oracle::stop(const char *Why) {
  if (!InnermostLanding) {
    std::fprintf(stderr, "kalloc: %s\n", Why);
    std::abort();
  }
  CrashText = Why;
  captureStack(CrashStack, nullptr);
  land();
}

void kalloc::oracle::addStackGuard(const void *Low, size_t Size,
                                   size_t StackSize) {
  std::lock_guard Lock(GuardsMutex);
  const auto Begin = reinterpret_cast<uintptr_t>(Low);
  guards().push_back({Begin, Begin + Size, StackSize});
}

void kalloc::oracle::removeStackGuard(const void *Low) {
  std::lock_guard Lock(GuardsMutex);
  std::erase_if(guards(), [&](const StackGuard &G) {
    return G.Low == reinterpret_cast<uintptr_t>(Low);
  });
}
