// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which locks reclaim takes, and which are held over a request that may enter
// reclaim. A lock that is both is a deadlock under memory pressure; it is told
// the first time that both are known, with no pressure at all. Kept by class of
// lock, as lockdep does.
#include "oracle/Oracle.h"
#include "oracle/State.h"
#include "policy/RuleTables.h"

#include <map>
#include <mutex>

using namespace kalloc;
using namespace kalloc::oracle;

namespace {

enum ReclaimKind : unsigned {
  ReclaimNone = 0,
  ReclaimOfFs = 1,
  ReclaimOfIo = 2
};

struct Use {
  unsigned Kinds = 0;
  StackTrace Stack;
};

struct LockClass {
  const char *Name = nullptr;
  /// Taken from within reclaim.
  Use Needed;
  /// Held while reclaim may be entered.
  Use Held;
  const char *HeldApi = nullptr;
  unsigned Told = 0;
};

std::mutex MapMutex;

std::map<const void *, LockClass> &classes() {
  static auto *Map = new std::map<const void *, LockClass>;
  return *Map;
}

thread_local unsigned ReclaimDepth = 0;
thread_local unsigned ReclaimKinds = 0;

unsigned kindsOf(GfpMask Flags) {
  unsigned Kinds = 0;
  if (Flags & internal::gfpBits(rules::GfpMeaning::Fs))
    Kinds |= ReclaimOfFs;
  if (Flags & internal::gfpBits(rules::GfpMeaning::Io))
    Kinds |= ReclaimOfIo;
  return Kinds;
}

bool isLock(SectionKind Kind) {
  switch (Kind) {
  case SectionKind::Mutex:
  case SectionKind::RwsemRead:
  case SectionKind::RwsemWrite:
  case SectionKind::Semaphore:
  case SectionKind::Spin:
  case SectionKind::RawSpin:
  case SectionKind::RwlockRead:
  case SectionKind::RwlockWrite:
    return true;
  default:
    return false;
  }
}

void tellClash(LockClass &C, const void *Caller) {
  const unsigned Both = C.Needed.Kinds & C.Held.Kinds & ~C.Told;
  if (!Both)
    return;
  C.Told |= Both;
  Violation V;
  V.Kind =
      Both & ReclaimOfFs ? ViolationKind::ReclaimFs : ViolationKind::ReclaimIo;
  V.setMessage("'%s' %s: '%s' is held, which reclaim takes",
               C.HeldApi ? C.HeldApi : "an allocation", violationText(V.Kind),
               C.Name ? C.Name : "a lock");
  V.Stack = C.Held.Stack;
  V.addNote(C.Needed.Stack, "reclaim takes '%s' here",
            C.Name ? C.Name : "a lock");
  report(V, Caller);
}

/// The kernel saves itself by the reserves, which are not for this.
void tellRecursion(const char *Api, GfpMask Flags, const void *Caller) {
  Violation V;
  V.Kind = ViolationKind::ShrinkerRecursed;
  char Gfp[112];
  V.setMessage("'%s' with %s %s", Api,
               internal::gfpText(Flags, Gfp, sizeof(Gfp)),
               violationText(V.Kind));
  report(V, Caller);
}

} // namespace

void internal::clearReclaimMap() {
  std::lock_guard Lock(MapMutex);
  classes().clear();
}

void internal::learnLock(const Section &S) {
  if (!ReclaimDepth || !isLock(S.Kind))
    return;
  LockClass Copy;
  {
    std::lock_guard Lock(MapMutex);
    LockClass &C = classes()[S.Class];
    C.Name = S.Name;
    if (!(ReclaimKinds & ~C.Needed.Kinds))
      return;
    C.Needed.Kinds |= ReclaimKinds;
    C.Needed.Stack = S.Stack;
    Copy = C;
    C.Told |= C.Needed.Kinds & C.Held.Kinds;
  }
  tellClash(Copy, S.Site.Caller);
}

void internal::checkReclaim(const char *Api, GfpMask Flags,
                            const void *Caller) {
  const ThreadContext &Context = ThreadContext::current();
  unsigned Kinds = kindsOf(Flags);
  if (ReclaimDepth && Kinds)
    tellRecursion(Api, Flags, Caller);
  if (Context.TaskFlags & (TaskMemallocNoio | TaskMemalloc))
    return;
  if (Context.TaskFlags & TaskMemallocNofs)
    Kinds &= ~ReclaimOfFs;
  for (unsigned I = 0; I < Context.numSections() && Kinds; ++I) {
    const Section &S = Context.section(I);
    if (!isLock(S.Kind))
      continue;
    LockClass Copy;
    {
      std::lock_guard Lock(MapMutex);
      LockClass &C = classes()[S.Class];
      C.Name = S.Name;
      if (!(Kinds & ~C.Held.Kinds))
        continue;
      C.Held.Kinds |= Kinds;
      C.HeldApi = Api;
      captureStack(C.Held.Stack, Caller);
      Copy = C;
      C.Told |= C.Needed.Kinds & C.Held.Kinds;
    }
    tellClash(Copy, Caller);
  }
}

void kalloc::oracle::reclaimEnter(GfpMask Flags) {
  if (ReclaimDepth++ == 0)
    ReclaimKinds = kindsOf(Flags);
  ThreadContext::current().enter(SectionKind::NoReclaim, nullptr, "reclaim",
                                 nullptr, {});
}

void kalloc::oracle::reclaimLeave() {
  if (ReclaimDepth && --ReclaimDepth == 0)
    ReclaimKinds = 0;
  ThreadContext::current().leave(SectionKind::NoReclaim, nullptr);
}
