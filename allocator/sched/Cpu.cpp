// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sched/Cpu.h"

#include "oracle/Oracle.h"
#include "platform/Platform.h"
#include "sched/Threads.h"

#include <algorithm>
#include <list>
#include <memory>
#include <random>
#include <ucontext.h>
#include <vector>

using namespace kalloc;
using namespace kalloc::sched;

namespace {

struct Task {
  uint64_t Number = 0;
  const char *Name = "";
  Function Entry = nullptr;
  void *Argument = nullptr;
  /// The event that it runs, or null.
  const void *Key = nullptr;
  std::unique_ptr<KernelStack> Stack;
  ThreadContext Context;
  ucontext_t Registers = {};
  uint64_t WakeNs = 0;
  /// Waits as it did when nothing had happened since.
  uint64_t SeenProgress = ~uint64_t(0);
};

struct Event {
  RunsIn Where;
  const void *Key;
  uint64_t DueNs;
  Function F;
  void *Argument;
  const char *Name;
};

struct Processor {
  Settings Config;
  std::mt19937_64 Random{1};
  uint64_t Clock = 0;
  uint64_t NextTask = 0;
  /// Counts whatever another task may have waited for.
  uint64_t Progress = 0;
  uint32_t Steps = 0;
  std::list<std::unique_ptr<Task>> Tasks;
  std::list<Event> Events;
  std::vector<const void *> Nested;
  Task *Current = nullptr;
  ucontext_t Host = {};
  size_t HighWater = 0;
  const void *Deepest = nullptr;
  /// A task that has ended; its stack cannot be given back while it runs on it.
  std::unique_ptr<Task> Ended;
};

Processor &cpu() {
  static auto *P = new Processor;
  return *P;
}

/// Everything that belongs to the running thread of control, but not to the
/// registers.
struct Suspended {
  ThreadContext *Context;
  StackBounds Bounds;
  CallSite Site;

  static Suspended save() {
    Suspended S;
    S.Context = ThreadContext::exchange(nullptr);
    ThreadContext::exchange(S.Context);
    S.Bounds = currentStackBounds();
    S.Site = ApiScope::exchange({});
    return S;
  }

  void restore() const {
    ThreadContext::exchange(Context);
    setStackBounds(Bounds);
    ApiScope::exchange(Site);
  }
};

void switchTo(Task *Next) {
  Processor &P = cpu();
  Task *Old = P.Current;
  const Suspended Here = Suspended::save();
  P.Current = Next;
  if (Next) {
    ThreadContext::exchange(&Next->Context);
    setStackBounds(Next->Stack->bounds());
  }
  swapcontext(Old ? &Old->Registers : &P.Host,
              Next ? &Next->Registers : &P.Host);
  P.Current = Old;
  P.Ended.reset();
  Here.restore();
}

void taskMain() {
  Processor &P = cpu();
  Task *Self = P.Current;
  Self->Entry(Self->Argument);
  ++P.Progress;
  P.HighWater = Self->Stack->highWater();
  P.Deepest = Self->Stack->deepest();
  auto It = std::find_if(P.Tasks.begin(), P.Tasks.end(),
                         [&](auto &T) { return T.get() == Self; });
  std::unique_ptr<Task> Mine = std::move(*It);
  P.Tasks.erase(It);
  P.Ended = std::move(Mine);
  P.Current = nullptr;
  setcontext(&P.Host);
}

Task *makeTask(const char *Name, Function F, void *Argument, const void *Key) {
  Processor &P = cpu();
  auto T = std::make_unique<Task>();
  T->Number = ++P.NextTask;
  T->Name = Name;
  T->Entry = F;
  T->Argument = Argument;
  T->Key = Key;
  T->Stack =
      std::make_unique<KernelStack>(P.Config.StackSize, P.Config.StackReserve);
  getcontext(&T->Registers);
  T->Registers.uc_stack.ss_sp = T->Stack->low();
  T->Registers.uc_stack.ss_size = T->Stack->mapped();
  T->Registers.uc_link = nullptr;
  makecontext(&T->Registers, taskMain, 0);
  P.Tasks.push_back(std::move(T));
  return P.Tasks.back().get();
}

bool mayInterrupt(RunsIn Where) {
  const ThreadContext &Context = ThreadContext::current();
  if (Where == RunsIn::Hardirq)
    return !Context.IrqsOff && !Context.inHardirq();
  return !Context.IrqsOff && !Context.inInterrupt();
}

/// One of the things that could run now: an event, or a task that goes on.
struct Choice {
  std::list<Event>::iterator Event;
  Task *Task = nullptr;
};

std::vector<Choice> choices(bool AllowTasks) {
  Processor &P = cpu();
  std::vector<Choice> All;
  for (auto It = P.Events.begin(); It != P.Events.end(); ++It)
    if (It->DueNs <= P.Clock &&
        (It->Where == RunsIn::Task ? AllowTasks : mayInterrupt(It->Where)))
      All.push_back({It, nullptr});
  if (AllowTasks)
    for (auto &T : P.Tasks)
      if (T.get() != P.Current && T->WakeNs <= P.Clock &&
          T->SeenProgress != P.Progress)
        All.push_back({P.Events.end(), T.get()});
  return All;
}

void runEvent(std::list<Event>::iterator It) {
  Processor &P = cpu();
  const Event E = *It;
  P.Events.erase(It);
  ++P.Progress;
  if (E.Where == RunsIn::Task) {
    switchTo(makeTask(E.Name, E.F, E.Argument, E.Key));
    return;
  }
  P.Nested.push_back(E.Key);
  runIn(E.Where, E.F, E.Argument, E.Name);
  P.Nested.pop_back();
}

bool runOne(bool AllowTasks) {
  Processor &P = cpu();
  if (P.Steps >= P.Config.MaxSteps)
    return false;
  std::vector<Choice> All = choices(AllowTasks);
  if (All.empty())
    return false;
  ++P.Steps;
  const Choice &C = All[All.size() == 1 ? 0 : draw(All.size())];
  if (C.Task)
    switchTo(C.Task);
  else
    runEvent(C.Event);
  return true;
}

constexpr uint64_t Never = ~uint64_t(0);

/// When the next thing that waits for the clock is due.
uint64_t nextDue(bool AllowTasks) {
  Processor &P = cpu();
  uint64_t Next = Never;
  for (const Event &E : P.Events)
    if (E.Where == RunsIn::Task ? AllowTasks : mayInterrupt(E.Where))
      Next = std::min(Next, E.DueNs);
  if (AllowTasks)
    for (auto &T : P.Tasks)
      if (T.get() != P.Current && T->WakeNs > P.Clock)
        Next = std::min(Next, T->WakeNs);
  return Next;
}

/// Moves the clock there. False when nothing waits for it.
bool advance(bool AllowTasks) {
  Processor &P = cpu();
  const uint64_t Next = nextDue(AllowTasks);
  if (Next == Never || P.Steps >= P.Config.MaxSteps)
    return false;
  P.Clock = std::max(P.Clock, Next);
  ++P.Progress;
  return true;
}

/// An interrupt cannot give way to a task. A task that may not sleep does: it
/// was told so, and the real one would have been scheduled as well.
bool maySwitch() { return cpu().Nested.empty(); }

} // namespace

void kalloc::sched::reset(const Settings &S) {
  Processor &P = cpu();
  stopThreads();
  P.Tasks.clear();
  P.Ended.reset();
  P.Events.clear();
  P.Nested.clear();
  P.Current = nullptr;
  P.Config = S;
  P.Random.seed(S.Seed);
  P.Clock = 0;
  P.Steps = 0;
  P.Progress = 0;
  P.NextTask = 0;
  if (S.Threads)
    startThreads();
}

bool kalloc::sched::threads() { return cpu().Config.Threads; }
uint64_t kalloc::sched::draw(uint64_t N) { return N ? cpu().Random() % N : 0; }

bool kalloc::sched::runTask(const char *Name, Function F, void *Argument) {
  struct Run {
    Task *T;
  } R{makeTask(Name, F, Argument, nullptr)};
  Processor &P = cpu();
  const uint64_t Number = R.T->Number;
  const bool Ended = oracle::runGuarded(
      [](void *Raw) {
        Task *T = static_cast<Run *>(Raw)->T;
        const uint64_t Number = T->Number;
        switchTo(T);
        // It comes back whenever a task ends; until it was this one, others go
        // on.
        while (!taskEnded(Number)) {
          if (runOne(true))
            continue;
          if (!advance(true))
            oracle::stop("the program waits for ever");
        }
      },
      &R);
  if (!Ended) {
    P.Current = nullptr;
    P.Nested.clear();
    for (auto &T : P.Tasks)
      if (T->Number == Number)
        P.HighWater = T->Stack->highWater();
    // Whatever it held stays held; nothing of it can go on.
    P.Tasks.clear();
    P.Events.clear();
  }
  return Ended;
}

size_t kalloc::sched::lastHighWater() { return cpu().HighWater; }
const void *kalloc::sched::lastDeepest() { return cpu().Deepest; }

uint64_t kalloc::sched::startTask(const char *Name, Function F,
                                  void *Argument) {
  if (threads())
    return startThread(F, Argument);
  ++cpu().Progress;
  return makeTask(Name, F, Argument, nullptr)->Number;
}

bool kalloc::sched::taskEnded(uint64_t Number) {
  if (threads())
    return threadEnded(Number);
  for (auto &T : cpu().Tasks)
    if (T->Number == Number)
      return false;
  return true;
}

uint64_t kalloc::sched::currentTask() {
  return cpu().Current ? cpu().Current->Number : 0;
}

void kalloc::sched::post(RunsIn Where, const void *Key, uint64_t DueNs,
                         Function F, void *Argument, const char *Name) {
  if (threads())
    return postToThreads(Where, Key, DueNs, F, Argument, Name);
  cancel(Key);
  ++cpu().Progress;
  cpu().Events.push_back({Where, Key, DueNs, F, Argument, Name});
}

bool kalloc::sched::cancel(const void *Key) {
  if (threads())
    return cancelInThreads(Key);
  return std::erase_if(cpu().Events,
                       [&](const Event &E) { return E.Key == Key; }) != 0;
}

bool kalloc::sched::pending(const void *Key) {
  if (threads())
    return pendingInThreads(Key);
  return std::any_of(cpu().Events.begin(), cpu().Events.end(),
                     [&](const Event &E) { return E.Key == Key; });
}

bool kalloc::sched::running(const void *Key) {
  if (threads())
    return runningInThreads(Key);
  Processor &P = cpu();
  if (std::find(P.Nested.begin(), P.Nested.end(), Key) != P.Nested.end())
    return true;
  return std::any_of(P.Tasks.begin(), P.Tasks.end(),
                     [&](auto &T) { return T->Key && T->Key == Key; });
}

void kalloc::sched::kick() { ++cpu().Progress; }

void kalloc::sched::wait(const char *Api) {
  if (threads())
    return platform::yieldThread();
  Processor &P = cpu();
  const bool Tasks = maySwitch();
  if (P.Current)
    P.Current->SeenProgress = P.Progress;
  if (runOne(Tasks) || advance(Tasks))
    return;
  // Whoever started the tasks knows whether this one is still waited for.
  if (Tasks && P.Current)
    return switchTo(nullptr);
  oracle::stop("the program waits for ever");
}

void kalloc::sched::sleepNs(uint64_t Ns) {
  if (threads())
    return sleepInThreads(Ns);
  Processor &P = cpu();
  const uint64_t Until = P.Clock + Ns;
  if (!P.Current || !maySwitch()) {
    P.Clock = Until;
    return;
  }
  P.Current->WakeNs = Until;
  while (P.Clock < Until) {
    if (runOne(true))
      continue;
    P.Clock =
        P.Steps < P.Config.MaxSteps ? std::min(Until, nextDue(true)) : Until;
    ++P.Progress;
  }
  P.Current->WakeNs = 0;
}

uint64_t kalloc::sched::nowNs() {
  return threads() ? nowInThreads() : cpu().Clock;
}

void kalloc::sched::runUntilIdle() {
  if (threads())
    return drainThreads();
  cpu().Steps = 0;
  while (runOne(true) || advance(true))
    ;
}

void kalloc::sched::runIn(RunsIn Where, Function F, void *Argument,
                          const char *Name) {
  if (Where == RunsIn::Task)
    return F(Argument);
  const SectionKind Kind =
      Where == RunsIn::Hardirq ? SectionKind::Hardirq : SectionKind::Softirq;
  const CallSite Outer = ApiScope::exchange({});
  ThreadContext::current().enter(Kind, Argument, nullptr, nullptr,
                                 {Name, nullptr});
  const oracle::Balance Before = oracle::balance();
  F(Argument);
  oracle::checkBalance(Before, Name);
  ThreadContext::current().leave(Kind, Argument);
  ApiScope::exchange(Outer);
}

void kalloc::sched::functionEntered(const void *Pointer, const void *Function) {
  if (Task *T = cpu().Current)
    T->Stack->entered(Pointer, Function);
}
