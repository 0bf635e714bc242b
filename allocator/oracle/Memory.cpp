// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Memory: given out, given back, by whom, and what was never given back.
#include "oracle/GuardHeap.h"
#include "oracle/Objects.h"
#include "oracle/State.h"

#include <dlfcn.h>

using namespace kalloc;
using namespace kalloc::oracle;

namespace {

void (*Release)(const void *) = nullptr;
std::mutex QuarantineMutex;

std::deque<const void *> &quarantine() {
  static auto *Q = new std::deque<const void *>;
  return *Q;
}

ViolationKind kindOf(MemoryFault Fault) {
  switch (Fault) {
#define SAME(ID)                                                               \
  case MemoryFault::ID:                                                        \
    return ViolationKind::ID;
    SAME(DoubleFree)
    SAME(InteriorFree)
    SAME(WrongFamily)
    SAME(WrongCache)
    SAME(WrongOrder)
    SAME(CacheInUse)
    SAME(Overrun)
    SAME(Underrun)
    SAME(WriteAfterFree)
    SAME(BadZone)
    SAME(BadSlabFlags)
    SAME(BadVmallocFlags)
    SAME(BadKvmallocFlags)
    SAME(BadMempoolFlags)
    SAME(BadPageFlags)
    SAME(NoFailCannot)
    SAME(ZeroWithCtor)
    SAME(Contradiction)
    SAME(OrderTooLarge)
    SAME(BadArgument)
    SAME(ShrinkerRecursed)
#undef SAME
  case MemoryFault::FreeOfNothing:
    return ViolationKind::FreeForeign;
  }
  return ViolationKind::FreeForeign;
}

/// An address that no allocator gave out: whose is it?
ViolationKind classifyForeign(const void *Address) {
  const StackBounds Bounds = currentStackBounds();
  const auto Value = reinterpret_cast<uintptr_t>(Address);
  if (Value >= Bounds.Low && Value < Bounds.High)
    return ViolationKind::FreeStack;
  Dl_info Info;
  if (dladdr(Address, &Info) != 0 && Info.dli_fbase)
    return ViolationKind::FreeStatic;
  return ViolationKind::FreeForeign;
}

void noteObject(Violation &V, const Object &O) {
  V.Address = O.Address;
  V.addNote(O.Allocated, "%llu bytes were allocated by '%s' here",
            static_cast<unsigned long long>(O.Size), O.Api);
  if (!O.Live)
    V.addNote(O.Freed, "they were freed here");
}

/// May a function take back memory of a family? The rules say so.
bool takes(const char *Api, Family Kind) {
  const rules::ApiRow *Row = rules::api(Api);
  return !Row || rules::listsFamily(Row->FreesFamilies, familyName(Kind));
}

void reportFree(ViolationKind Kind, const CallSite &Site, const Object &O,
                const char *Detail) {
  Violation V;
  V.Kind = Kind;
  V.setMessage("'%s' %s%s", Site.Api, violationText(Kind), Detail);
  noteObject(V, O);
  report(V, Site.Caller);
}

} // namespace

void internal::fault(MemoryFault Fault, const FaultPlace &Where) {
  const CallSite Site = ApiScope::outermost(Where.Api, Where.Caller);
  Violation V;
  V.Kind = kindOf(Fault);
  if (Fault == MemoryFault::FreeOfNothing)
    V.Kind = classifyForeign(Where.Address);
  // Nobody's family says nothing.
  const char *Detail =
      std::string_view(Where.Detail) == familyName(Family::None) ? ""
                                                                 : Where.Detail;
  V.Address = reinterpret_cast<uint64_t>(Where.Address);
  char Gfp[112] = "";
  const bool IsFlags =
      violationRule(V.Kind) == std::string_view("gfp-invalid-flags") &&
      Where.Flags;
  V.setMessage("'%s' %s%s%s%s%s", Site.Api, violationText(V.Kind),
               IsFlags ? ": " : "",
               IsFlags ? gfpText(Where.Flags, Gfp, sizeof(Gfp)) : "",
               *Detail ? ", " : "", Detail);
  Object O;
  const bool About = Where.Address && objects().before(V.Address, O) &&
                     V.Address < O.Address + O.Size + 64;
  if (About)
    noteObject(V, O);
  // Corruption is found late; it says itself which object, not who wrote.
  report(V, Site.Caller);
}

void *internal::provide(const AllocRequest &Request) {
  return guard::allocate(Request);
}

void internal::afterAlloc(const AllocRequest &Request, void *Memory) {
  AllocRequest Outer = Request;
  const CallSite Site = ApiScope::outermost(Request.Api, Request.Caller);
  Outer.Api = Site.Api;
  Outer.Caller = Site.Caller;
  if (!Memory)
    return objects().failed(Outer);
  const auto Address = reinterpret_cast<uintptr_t>(Memory);
  // No bytes were asked for: it is no object, and nobody has to free it.
  if (Request.Size == 0)
    return;
  Object O;
  const bool Guarded = guard::owns(Address) && objects().at(Address, O);
  objects().allocated(Outer, Address, Guarded ? O.MapLow : 0,
                      Guarded ? O.MapHigh : 0);
}

bool internal::freeProvided(const FreeRequest &Request, Family Function,
                            const void *Cache) {
  const auto Address = reinterpret_cast<uintptr_t>(Request.Address);
  if (!guard::owns(Address))
    return false;
  const CallSite Site = ApiScope::outermost(Request.Api, Request.Caller);
  Object O;
  if (!objects().before(Address, O) || Address >= O.MapHigh + 4096) {
    O = Object();
    O.Address = Address;
    O.Api = "?";
    reportFree(ViolationKind::FreeForeign, Site, O, "");
    return true;
  }
  if (Address != O.Address) {
    reportFree(ViolationKind::InteriorFree, Site, O, "");
    return true;
  }
  if (!O.Live) {
    reportFree(ViolationKind::DoubleFree, Site, O, "");
    return true;
  }
  if (!takes(Request.Api, O.Kind)) {
    char Detail[48];
    snprintf(Detail, sizeof(Detail), " (%s)", familyName(O.Kind));
    reportFree(ViolationKind::WrongFamily, Site, O, Detail);
  } else if (Cache && O.Cache != Cache) {
    reportFree(ViolationKind::WrongCache, Site, O, "");
  }
  bool Before = false, Behind = false;
  guard::retire(O, Before, Behind);
  if (Before || Behind)
    reportFree(Behind ? ViolationKind::Overrun : ViolationKind::Underrun, Site,
               O, "");
  objects().freed(Address, Site.Caller);
  return true;
}

uint64_t internal::providedSize(const void *Address) {
  Object O;
  const auto Value = reinterpret_cast<uintptr_t>(Address);
  return guard::owns(Value) && objects().at(Value, O) && O.Live ? O.Size : 0;
}

void kalloc::oracle::setRelease(void (*F)(const void *)) { Release = F; }

FreeVerdict internal::beforeFree(const FreeRequest &Request,
                                 const Description &What) {
  const CallSite Site = ApiScope::outermost(Request.Api, Request.Caller);
  objects().freed(reinterpret_cast<uintptr_t>(Request.Address), Site.Caller);
  // Caches and mappings are not poisoned, so that keeping them would show
  // nothing.
  const bool Object =
      What.Kind == Family::Kmalloc || What.Kind == Family::KmemCache;
  if (!Release || !options().Quarantine || !Object || !What.Cache)
    return FreeVerdict::Proceed;
  const void *Oldest = nullptr;
  {
    std::lock_guard Lock(QuarantineMutex);
    quarantine().push_back(Request.Address);
    if (quarantine().size() > options().Quarantine) {
      Oldest = quarantine().front();
      quarantine().pop_front();
    }
  }
  if (Oldest)
    Release(Oldest);
  return FreeVerdict::Quarantine;
}

void internal::emptyQuarantine() {
  std::deque<const void *> All;
  {
    std::lock_guard Lock(QuarantineMutex);
    All.swap(quarantine());
  }
  for (const void *Address : All)
    Release(Address);
}

bool internal::reportAccess(uintptr_t Address, const StackTrace &Stack) {
  Violation V;
  V.Stack = Stack;
  V.Fatal = true;
  constexpr uintptr_t NullZone = 1 << 16;
  Failure Failed;
  if (Address < NullZone && objects().lastFailure(Failed)) {
    V.Kind = ViolationKind::NullDeref;
    V.setMessage("'%s' %s", Failed.Api, violationText(V.Kind));
    V.addNote(Failed.Stack, "'%s' returned NULL here", Failed.Api);
  } else if (Object O; guard::owns(Address) && objects().before(Address, O)) {
    V.Kind = O.Live ? ViolationKind::OutOfBounds : ViolationKind::UseAfterFree;
    const auto Past = static_cast<long long>(Address - O.Address) -
                      static_cast<long long>(O.Size);
    if (O.Live)
      V.setMessage("%s of '%s': %lld bytes behind an object of %llu",
                   violationText(V.Kind), O.Api, Past,
                   static_cast<unsigned long long>(O.Size));
    else
      V.setMessage("%s: byte %llu of an object of '%s'", violationText(V.Kind),
                   static_cast<unsigned long long>(Address - O.Address), O.Api);
    noteObject(V, O);
  } else {
    return false;
  }
  V.Address = Address;
  report(V, nullptr);
  return true;
}

uint64_t kalloc::oracle::leakScope() { return objects().lastSerial(); }

void kalloc::oracle::reportLeak(const StackTrace &Allocated, uint64_t Address,
                                uint64_t Size, const char *Api) {
  Violation V;
  V.Kind = ViolationKind::Leak;
  V.Stack = Allocated;
  V.Address = Address;
  V.setMessage("%llu bytes of '%s' were never given back",
               static_cast<unsigned long long>(Size), Api);
  report(V, nullptr);
}

size_t kalloc::oracle::reportLeaks(uint64_t Scope) {
  size_t Found = 0;
  objects().forEachLive(
      Scope,
      [](const Object &O, void *Argument) {
        ++*static_cast<size_t *>(Argument);
        reportLeak(O.Allocated, O.Address, O.Size, O.Api);
      },
      &Found);
  return Found;
}

size_t kalloc::oracle::failures() { return objects().failures(); }
