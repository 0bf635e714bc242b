// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "core/CallSite.h"

#include <pthread.h>

using namespace kalloc;

namespace {

thread_local CallSite Outer;
thread_local StackBounds KnownBounds;

StackBounds boundsOfThread() {
  StackBounds Bounds;
  pthread_attr_t Attr;
  if (pthread_getattr_np(pthread_self(), &Attr) != 0)
    return Bounds;
  void *Low = nullptr;
  size_t Size = 0;
  if (pthread_attr_getstack(&Attr, &Low, &Size) == 0) {
    Bounds.Low = reinterpret_cast<uintptr_t>(Low);
    Bounds.High = Bounds.Low + Size;
  }
  pthread_attr_destroy(&Attr);
  return Bounds;
}

struct Frame {
  const Frame *Next;
  const void *Return;
};

void follow(StackTrace &Trace, const void *FramePointer,
            const void *Innermost) {
  const StackBounds Bounds = currentStackBounds();
  const auto *F = static_cast<const Frame *>(FramePointer);
  bool Found = Innermost == nullptr;
  for (unsigned Steps = 0;
       Steps < 256 && Trace.NumFrames < StackTrace::MaxFrames; ++Steps) {
    const auto Address = reinterpret_cast<uintptr_t>(F);
    if (Address < Bounds.Low || Address + sizeof(Frame) > Bounds.High ||
        Address % sizeof(void *) != 0)
      break;
    if (F->Return == Innermost && !Found) {
      Found = true;
      Trace.NumFrames = 0;
    }
    if (F->Return)
      Trace.Frames[Trace.NumFrames++] = F->Return;
    // Frames grow towards higher addresses; anything else is no frame.
    if (F->Next <= F)
      break;
    F = F->Next;
  }
}

} // namespace

StackBounds kalloc::currentStackBounds() {
  if (KnownBounds.High == 0)
    KnownBounds = boundsOfThread();
  return KnownBounds;
}

void kalloc::setStackBounds(StackBounds Bounds) { KnownBounds = Bounds; }

void kalloc::captureStack(StackTrace &Trace, const void *Innermost) {
  Trace.NumFrames = 0;
  follow(Trace, __builtin_frame_address(0), Innermost);
}

void kalloc::captureStackFrom(StackTrace &Trace, const void *Place,
                              const void *FramePointer) {
  // One behind, as return addresses are.
  Trace.Frames[0] = static_cast<const char *>(Place) + 1;
  Trace.NumFrames = 1;
  follow(Trace, FramePointer, nullptr);
}

ApiScope::ApiScope(const char *Api, const void *Caller)
    : Outermost(!Outer.Api) {
  if (Outermost)
    Outer = {Api, Caller};
}

ApiScope::~ApiScope() {
  if (Outermost)
    Outer = {};
}

CallSite ApiScope::outermost(const char *Api, const void *Caller) {
  return Outer.Api ? Outer : CallSite{Api, Caller};
}

CallSite ApiScope::exchange(CallSite Site) {
  CallSite Old = Outer;
  Outer = Site;
  return Old;
}
