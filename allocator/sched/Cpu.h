// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One simulated processor: tasks that take turns, interrupts on top of them,
// and a clock that moves only when nothing else can. Which of several ready
// things runs next is drawn from a seed, so the same seed gives the same run.
#ifndef KALLOC_SCHED_CPU_H
#define KALLOC_SCHED_CPU_H

#include "context/Context.h"
#include "sched/KernelStack.h"

#include <cstdint>

namespace kalloc::sched {

enum class RunsIn : uint8_t { Hardirq, Softirq, Task };

struct Settings {
  uint64_t Seed = 1;
  size_t StackSize = 16384;
  /// See KernelStack.
  size_t StackReserve = 128 * 1024;
  /// Things run by runUntilIdle() and waits at most; what re-arms itself would
  /// never end.
  uint32_t MaxSteps = 200;
  /// Real threads and the real clock instead of turns. Tasks and events then
  /// run at the same time.
  bool Threads = false;
};

using Function = void (*)(void *);

/// Ends all that runs, and begins anew at time 0. Not from within a task.
void reset(const Settings &S);

/// Runs a function as a task with a stack of its own until it returns; what it
/// waits for runs meanwhile. Returns false when it was ended by a crash or by
/// stop().
bool runTask(const char *Name, Function F, void *Argument);
/// Greatest depth of the stack of the last runTask().
size_t lastHighWater();
const void *lastDeepest();

/// Begins a task that takes its turn later. Returns its number, from 1.
uint64_t startTask(const char *Name, Function F, void *Argument);
/// Has the task ended?
bool taskEnded(uint64_t Number);
/// Number of the running task; 0 outside of tasks.
uint64_t currentTask();

/// Something to run at a time, in a context. Key identifies it; an event with
/// the same key that waits is replaced.
void post(RunsIn Where, const void *Key, uint64_t DueNs, Function F,
          void *Argument, const char *Name);
/// True when it was waiting; it will not run then.
bool cancel(const void *Key);
bool pending(const void *Key);
/// Is it running now, below or beside the caller?
bool running(const void *Key);

/// The caller waits for something that others must do. Returns after others
/// have run, or time has passed; ends the task, told as a crash, when nothing
/// is left to run.
void wait(const char *Api);
/// Something was done that others may wait for.
void kick();
/// Lets time pass. In a context that may not sleep only the clock moves.
void sleepNs(uint64_t Ns);
uint64_t nowNs();

/// Runs what waits, until nothing does or MaxSteps were made.
void runUntilIdle();

/// Runs a function in a context on top of what runs now.
void runIn(RunsIn Where, Function F, void *Argument, const char *Name);

/// Called at the start of each function of an instrumented program.
void functionEntered(const void *Pointer, const void *Function);

/// A number below N that depends on the seed only.
uint64_t draw(uint64_t N);
bool threads();

} // namespace kalloc::sched

#endif
