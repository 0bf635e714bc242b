// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "sched/Threads.h"

#include "oracle/Oracle.h"
#include "platform/Platform.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <list>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

using namespace kalloc;
using namespace kalloc::sched;

namespace {

/// What re-arms itself does so for ever; a run ends some time.
constexpr auto DrainLimit = std::chrono::seconds(2);
constexpr unsigned TaskThreads = 2;
constexpr uint64_t Speed = 1000;

struct Event {
  RunsIn Where;
  const void *Key;
  uint64_t DueNs;
  Function F;
  void *Argument;
  const char *Name;
};

struct Pool {
  std::mutex Mutex;
  std::condition_variable Changed;
  std::list<Event> Events;
  std::multiset<const void *> Running;
  std::set<uint64_t> Alive;
  std::vector<std::thread> Workers, Started;
  uint64_t NextTask = 0;
  bool Stop = false;
};

Pool &pool() {
  static auto *P = new Pool;
  return *P;
}

bool served(RunsIn Where, bool Interrupts) {
  return (Where != RunsIn::Task) == Interrupts;
}

/// Takes the first event that is due; End when none is.
std::list<Event>::iterator dueEvent(Pool &P, bool Interrupts) {
  const uint64_t Now = nowInThreads();
  return std::find_if(P.Events.begin(), P.Events.end(), [&](const Event &E) {
    return served(E.Where, Interrupts) && E.DueNs <= Now;
  });
}

void work(bool Interrupts) {
  Pool &P = pool();
  std::unique_lock Lock(P.Mutex);
  while (!P.Stop) {
    auto It = dueEvent(P, Interrupts);
    if (It == P.Events.end()) {
      P.Changed.wait_for(Lock, std::chrono::milliseconds(1));
      continue;
    }
    const Event E = *It;
    P.Events.erase(It);
    P.Running.insert(E.Key);
    Lock.unlock();
    runIn(E.Where, E.F, E.Argument, E.Name);
    Lock.lock();
    P.Running.erase(P.Running.find(E.Key));
    P.Changed.notify_all();
  }
}

} // namespace

void kalloc::sched::startThreads() {
  Pool &P = pool();
  P.Stop = false;
  for (unsigned I = 0; I < TaskThreads; ++I)
    P.Workers.emplace_back(work, false);
  P.Workers.emplace_back(work, true);
}

void kalloc::sched::stopThreads() {
  Pool &P = pool();
  {
    std::lock_guard Lock(P.Mutex);
    P.Stop = true;
    P.Events.clear();
  }
  P.Changed.notify_all();
  for (std::thread &T : P.Workers)
    T.join();
  for (std::thread &T : P.Started)
    T.join();
  P.Workers.clear();
  P.Started.clear();
}

void kalloc::sched::drainThreads() {
  Pool &P = pool();
  std::unique_lock Lock(P.Mutex);
  P.Changed.wait_for(Lock, DrainLimit, [&] {
    return P.Events.empty() && P.Running.empty() && P.Alive.empty();
  });
}

uint64_t kalloc::sched::startThread(Function F, void *Argument) {
  Pool &P = pool();
  std::lock_guard Lock(P.Mutex);
  const uint64_t Number = ++P.NextTask;
  P.Alive.insert(Number);
  P.Started.emplace_back([F, Argument, Number] {
    F(Argument);
    Pool &P = pool();
    std::lock_guard Lock(P.Mutex);
    P.Alive.erase(Number);
    P.Changed.notify_all();
  });
  return Number;
}

bool kalloc::sched::threadEnded(uint64_t Number) {
  std::lock_guard Lock(pool().Mutex);
  return !pool().Alive.count(Number);
}

void kalloc::sched::postToThreads(RunsIn Where, const void *Key, uint64_t DueNs,
                                  Function F, void *Argument,
                                  const char *Name) {
  Pool &P = pool();
  std::lock_guard Lock(P.Mutex);
  std::erase_if(P.Events, [&](const Event &E) { return E.Key == Key; });
  P.Events.push_back({Where, Key, DueNs, F, Argument, Name});
  P.Changed.notify_all();
}

bool kalloc::sched::cancelInThreads(const void *Key) {
  std::lock_guard Lock(pool().Mutex);
  return std::erase_if(pool().Events,
                       [&](const Event &E) { return E.Key == Key; }) != 0;
}

bool kalloc::sched::pendingInThreads(const void *Key) {
  std::lock_guard Lock(pool().Mutex);
  return std::any_of(pool().Events.begin(), pool().Events.end(),
                     [&](const Event &E) { return E.Key == Key; });
}

bool kalloc::sched::runningInThreads(const void *Key) {
  std::lock_guard Lock(pool().Mutex);
  return pool().Running.count(Key) != 0;
}

uint64_t kalloc::sched::nowInThreads() {
  return platform::monotonicNanoseconds() * Speed;
}

void kalloc::sched::sleepInThreads(uint64_t Ns) {
  std::this_thread::sleep_for(std::chrono::nanoseconds(Ns / Speed));
}
