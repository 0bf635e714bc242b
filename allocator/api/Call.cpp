// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "api/Call.h"
#include "buddy/Buddy.h"
#include "reclaim/Reclaim.h"
#include "slab/Checked.h"
#include "slab/Slab.h"
#include "vmalloc/Areas.h"
#include <bit>

namespace kalloc {

// Here, where every function of the interface leads, so that whoever links the
// smallest part of it gets this, too.
constinit const MachinePart MachineParts[] = {{buddy::start, buddy::stop},
                                              {slab::start, slab::stop},
                                              {vmalloc::start, vmalloc::stop},
                                              {reclaim::start, reclaim::stop}};
constinit const unsigned NumMachineParts =
    sizeof MachineParts / sizeof *MachineParts;

} // namespace kalloc

namespace kalloc::api {

using State = Description::State;

AllocCall::AllocCall(const AllocRequest &R)
    : Request(R), Watch(hooks()), Started(ensureMachine()) {
  Scopes = currentScopes();
  Flags = policy::inScopes(R.Flags, Scopes);
  if (Watch && Watch->BeforeAlloc)
    Watch->BeforeAlloc(Request);
  if (policy::mayBlock(R.Flags) && Watch && Watch->MightSleep)
    Watch->MightSleep(R.Api, R.Flags, R.Caller, "");
}

void AllocCall::mightSleep(const char *Why) const {
  if (Watch && Watch->MightSleep)
    Watch->MightSleep(Request.Api, 0, Request.Caller, Why);
}

void AllocCall::fault(MemoryFault F, const char *Detail) const {
  reportFault(F, {Request.Api, nullptr, Request.Caller, Detail, Request.Flags});
}

bool AllocCall::failsEarly() {
  if (!Started)
    return true;
  bool CannotFail = policy::effortFor(Request.Flags) == policy::Effort::NoFail;
  return !CannotFail && inject::shouldFail(Request);
}

void *AllocCall::provided() const {
  return Watch && Watch->Provide ? Watch->Provide(Request) : nullptr;
}

void *AllocCall::done(void *Memory) const {
  if (Watch && Watch->AfterAlloc)
    Watch->AfterAlloc(Request, Memory);
  return Memory;
}

FamilySet FreeFunction::families() {
  FamilySet Set = Known.load(std::memory_order_relaxed);
  if (Set)
    return Set;
  const rules::ApiRow *Row = rules::api(Name);
  for (unsigned F = 1; Row && F <= unsigned(Family::MempoolCreate); ++F)
    if (rules::listsFamily(Row->FreesFamilies, familyName(Family(F))))
      Set |= 1u << F;
  // Pages by address and by struct page are the same memory; which of the two a
  // caller holds shows in the type.
  if (Set & (setOf(Family::Pages) | setOf(Family::PagesAddr)))
    Set |= setOf(Family::Pages) | setOf(Family::PagesAddr);
  Known.store(Set, std::memory_order_relaxed);
  return Set;
}

static Description describeBlock(Pfn Head) {
  const PageInfo &I = infoOf(Head);
  Description D;
  D.Is = State::Live;
  D.Kind = I.owner();
  D.Object = addressOf(Head);
  D.Order = I.order();
  D.Size = uint64_t(PageSize) << D.Order;
  if (I.Flags & PageQuarantined)
    D.Is = State::Quarantined;
  if (D.Kind == Family::PagesExact) {
    Pfn First = I.Flags & PageOfExact ? I.Next : Head;
    D.Object = addressOf(First);
    D.Size = infoOf(First).Size;
    D.Order = 0;
  } else if (D.Kind == Family::Kmalloc || D.Kind == Family::Kvmalloc) {
    D.Size = I.Size;
  } else if (D.Kind == Family::None) {
    D.Is = State::Reserved;
  }
  return D;
}

static Description describeSlab(Pfn Head, const void *Address) {
  slab::Found F = slab::find(Head, Address);
  Description D;
  D.Is = F.State;
  if (!F.Cache)
    return D;
  D.Kind = F.As;
  D.Object = F.Object;
  D.Size = F.Cache->ObjectSize;
  D.Cache = F.Cache;
  D.CacheName = F.Cache->Name;
  return D;
}

static Description describePage(const void *Address) {
  Pfn Head = headOf(pfnOf(Address));
  Description D;
  D.Is = State::Reserved;
  if (Head == NoPfn)
    return D;
  switch (infoOf(Head).kind()) {
  case PageKind::Free:
  case PageKind::Listed:
    D.Is = State::Free;
    D.Object = addressOf(Head);
    D.Order = infoOf(Head).order();
    D.Size = uint64_t(PageSize) << D.Order;
    return D;
  case PageKind::Block:
    return describeBlock(Head);
  case PageKind::Slab:
    return describeSlab(Head, Address);
  case PageKind::Inside:
  case PageKind::Reserved:
    break;
  }
  return D;
}

Description describe(const void *Address) {
  if (!machineRuns())
    return {};
  if (inMemory(Address))
    return describePage(Address);
  vmalloc::Found F = vmalloc::find(Address);
  Description D;
  D.Is = F.State;
  D.Kind = F.Kind;
  D.Object = F.Start;
  D.Size = F.Size;
  return D;
}

/// Why the memory may not be freed this way, if it may not.
static bool findFault(const Description &D, FamilySet Families,
                      const void *Address, const void *Cache,
                      MemoryFault &Fault) {
  switch (D.Is) {
  case State::NotOurs:
  case State::Reserved:
    Fault = MemoryFault::FreeOfNothing;
    return true;
  case State::Free:
  case State::Quarantined:
    Fault = MemoryFault::DoubleFree;
    return true;
  case State::Live:
    break;
  }
  if (!(Families & setOf(D.Kind))) {
    Fault = MemoryFault::WrongFamily;
    return true;
  }
  if (D.Object != Address) {
    Fault = MemoryFault::InteriorFree;
    return true;
  }
  Fault = MemoryFault::WrongCache;
  return Cache && D.Cache && D.Cache != Cache;
}

FreeCheck checkFree(FreeFunction &F, const void *Address, const void *Caller,
                    const void *Cache) {
  FreeCheck Result;
  FamilySet Families = F.families();
  const Hooks *H = hooks();
  FreeRequest Request{F.name(), Address, Caller};
  if (H && H->FreeProvided) {
    unsigned First = unsigned(std::countr_zero(Families));
    if (H->FreeProvided(Request, Family(First), Cache))
      return Result;
  }
  Result.Memory = describe(Address);
  MemoryFault Fault;
  if (findFault(Result.Memory, Families, Address, Cache, Fault)) {
    const char *Detail = Result.Memory.CacheName
                             ? Result.Memory.CacheName
                             : familyName(Result.Memory.Kind);
    reportFault(Fault, {F.name(), Address, Caller, Detail});
    return Result;
  }
  FreeVerdict Verdict = FreeVerdict::Proceed;
  if (H && H->BeforeFree)
    Verdict = H->BeforeFree(Request, Result.Memory);
  using enum FreeCheck::Do;
  Result.What = Verdict == FreeVerdict::Proceed      ? Free
                : Verdict == FreeVerdict::Quarantine ? Keep
                                                     : Nothing;
  return Result;
}

void mightSleep(const char *Api, const void *Caller, const char *Why,
                GfpMask Flags) {
  const Hooks *H = hooks();
  if (H && H->MightSleep)
    H->MightSleep(Api, Flags, Caller, Why);
}

static void giveBackObject(const Description &D, const char *Api,
                           const void *Caller, bool Keep) {
  auto &C = *static_cast<kmem_cache *>(const_cast<void *>(D.Cache));
  auto *Object = const_cast<void *>(D.Object);
  if (C.Checked)
    slab::takeBack(C, Object, Api, Caller);
  if (Keep && C.Checked)
    slab::recordOf(Object).State = State::Quarantined;
  else
    slab::release(C, Object);
}

static void giveBackExact(const Description &D) {
  Pfn First = pfnOf(D.Object);
  Pfn Count = Pfn((D.Size + PageSize - 1) >> PageShift);
  for (Pfn P = First; P != First + Count; ++P)
    buddy::free(P, 0);
}

/// Of a large kmalloc: what follows the bytes asked for.
static void checkRedZone(const Description &D, const char *Api,
                         const void *Caller) {
  Pfn P = pfnOf(D.Object);
  if (!(infoOf(P).Flags & PageRedZone))
    return;
  const char *Start = addressOf(P);
  if (!slab::allAre(Start + D.Size, Start + (size_t(PageSize) << D.Order),
                    slab::RedZone))
    reportFault(MemoryFault::Overrun, {Api, D.Object, Caller});
}

void giveBack(const Description &D, const char *Api, const void *Caller,
              bool Keep) {
  if (D.Cache)
    return giveBackObject(D, Api, Caller, Keep);
  auto *Start = const_cast<void *>(D.Object);
  if (!inMemory(Start))
    return vmalloc::release(Start);
  if (Keep && D.Kind != Family::PagesExact) {
    infoOf(pfnOf(Start)).Flags |= PageQuarantined;
    return;
  }
  if (D.Kind == Family::PagesExact)
    return giveBackExact(D);
  checkRedZone(D, Api, Caller);
  buddy::free(pfnOf(Start), D.Order);
}

void releaseQuarantined(const void *Address) {
  Description D = describe(Address);
  if (D.Is != State::Quarantined || D.Object != Address)
    return;
  if (!D.Cache)
    return buddy::free(pfnOf(Address), D.Order);
  auto &C = *static_cast<kmem_cache *>(const_cast<void *>(D.Cache));
  auto *Object = const_cast<void *>(D.Object);
  slab::recordOf(Object).State = State::Free;
  slab::release(C, Object);
}

unsigned orderFor(uint64_t Size) {
  uint64_t Pages = (Size + PageSize - 1) >> PageShift;
  return Pages <= 1 ? 0 : unsigned(std::bit_width(Pages - 1));
}

} // namespace kalloc::api
