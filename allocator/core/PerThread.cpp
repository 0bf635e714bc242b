// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/PerThread.h"
#include "core/Lock.h"
#include "platform/Platform.h"

namespace kalloc {

static constinit SpinLock ListLock;
static constinit PerThread *First = nullptr;
static thread_local PerThread *Here = nullptr;

static void unlink(PerThread &P) {
  Locked L(ListLock);
  (P.Previous ? P.Previous->Next : First) = P.Next;
  if (P.Next)
    P.Next->Previous = P.Previous;
  P.Next = P.Previous = nullptr;
}

/// Draining one may use another of lower rank, which then comes later.
static void threadEnds(void *) {
  while (Here) {
    PerThread **Best = &Here;
    for (PerThread **P = &Here; *P; P = &(*P)->NextHere)
      if ((*P)->Rank > (*Best)->Rank)
        Best = P;
    PerThread &Ending = **Best;
    *Best = Ending.NextHere;
    Ending.Drain(Ending);
    unlink(Ending);
    Ending.Attached = false;
  }
}

void attach(PerThread &P) {
  P.Attached = true;
  P.NextHere = Here;
  Here = &P;
  {
    Locked L(ListLock);
    P.Previous = nullptr;
    P.Next = First;
    if (First)
      First->Previous = &P;
    First = &P;
  }
  platform::atThreadExit(threadEnds, &Here);
}

void forEachThread(void (*Function)(PerThread &, void *), void *Argument) {
  Locked L(ListLock);
  for (PerThread *P = First; P; P = P->Next)
    Function(*P, Argument);
}

void forgetAllThreads() {
  forEachThread([](PerThread &P, void *) { P.Forget(P); }, nullptr);
}

} // namespace kalloc
