// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// State of which every thread has its own, and which must be emptied when the
// thread ends or the machine stops.
#ifndef KALLOC_CORE_PERTHREAD_H
#define KALLOC_CORE_PERTHREAD_H

#include <cstdint>

namespace kalloc {

/// To be the first member of a thread_local object without a constructor.
struct PerThread {
  /// Gives back what the thread holds; called on that thread when it ends.
  void (*Drain)(PerThread &);
  /// Forgets what it holds; the machine is gone. Called on any thread.
  void (*Forget)(PerThread &);
  unsigned Rank; ///< Higher ones are drained first.
  bool Attached;
  PerThread *Next, *Previous; ///< All threads.
  PerThread *NextHere;        ///< This thread.
};

/// To be called once by a thread before its state holds anything.
void attach(PerThread &P);
/// Calls Function for the state of every thread, with the list locked: the
/// threads themselves must be known not to use it.
void forEachThread(void (*Function)(PerThread &, void *), void *Argument);
/// Calls Forget for all.
void forgetAllThreads();

} // namespace kalloc

#endif
