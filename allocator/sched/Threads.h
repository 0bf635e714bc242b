// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The same as sched/Cpu.h, on real threads and the real clock.
#ifndef KALLOC_SCHED_THREADS_H
#define KALLOC_SCHED_THREADS_H

#include "sched/Cpu.h"

namespace kalloc::sched {

/// Threads that run tasks, and one that plays interrupts.
void startThreads();
/// Waits for what runs, forgets what waits.
void stopThreads();
/// Until nothing waits and nothing runs; at most for some seconds.
void drainThreads();

uint64_t startThread(Function F, void *Argument);
bool threadEnded(uint64_t Number);
void postToThreads(RunsIn Where, const void *Key, uint64_t DueNs, Function F,
                   void *Argument, const char *Name);
bool cancelInThreads(const void *Key);
bool pendingInThreads(const void *Key);
bool runningInThreads(const void *Key);
void sleepInThreads(uint64_t Ns);
/// The clock runs a thousand times as fast as the real one: nobody waits for
/// seconds.
uint64_t nowInThreads();

} // namespace kalloc::sched

#endif
