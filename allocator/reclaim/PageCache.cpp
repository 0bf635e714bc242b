// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "buddy/Buddy.h"
#include "core/Lock.h"
#include "reclaim/Reclaim.h"

namespace kalloc::reclaim::cache {

using policy::GfpMeaning;

namespace {

struct List {
  Pfn First;
  uint64_t Count;
};
constinit SpinLock Lock;
/// By kind, and by zone, because only some zones are of use to a request.
constinit List Lists[KALLOC_CACHE_ANON + 1][KALLOC_ZONES]{};

/// Which list a page is in, kept where other pages have their owner.
void *kindMark(kalloc_cache_page Kind) {
  return reinterpret_cast<void *>(uintptr_t(Kind) + 1);
}
List &listOf(Pfn P) {
  return Lists[uintptr_t(infoOf(P).Cache) - 1][zoneIndexOf(P)];
}

void link(Pfn P, kalloc_cache_page Kind) {
  PageInfo &I = infoOf(P);
  I.Cache = kindMark(Kind);
  List &L = listOf(P);
  I.Previous = NoPfn;
  I.Next = L.First;
  if (L.First != NoPfn)
    infoOf(L.First).Previous = P;
  L.First = P;
  ++L.Count;
}

Pfn takeFirst(List &L) {
  Pfn P = L.First;
  L.First = infoOf(P).Next;
  if (L.First != NoPfn)
    infoOf(L.First).Previous = NoPfn;
  --L.Count;
  // From here on compaction must leave it alone.
  infoOf(P).Flags = 0;
  return P;
}

} // namespace

void start() {
  for (auto &ByZone : Lists)
    for (List &L : ByZone)
      L = {NoPfn, 0};
}

void lock() { Lock.lock(); }
void unlock() { Lock.unlock(); }

void moved(Pfn Old, Pfn New) {
  PageInfo &From = infoOf(Old), &To = infoOf(New);
  To.Next = From.Next;
  To.Previous = From.Previous;
  (To.Previous != NoPfn ? infoOf(To.Previous).Next : listOf(New).First) = New;
  if (To.Next != NoPfn)
    infoOf(To.Next).Previous = New;
}

/// One page of the kind in any zone up to Highest, or NoPfn.
static Pfn takeAny(kalloc_cache_page Kind, unsigned Highest) {
  Locked L(Lock);
  for (unsigned Z = Highest + 1; Z--;)
    if (Lists[Kind][Z].Count)
      return takeFirst(Lists[Kind][Z]);
  return NoPfn;
}

uint64_t drop(kalloc_cache_page Kind, unsigned Highest, uint64_t Count) {
  uint64_t Dropped = 0;
  for (; Dropped != Count; ++Dropped) {
    Pfn P = takeAny(Kind, Highest);
    if (P == NoPfn)
      break;
    infoOf(P).Cache = nullptr;
    buddy::free(P, 0);
  }
  return Dropped;
}

/// What a file's pages are asked for with: movable, from high memory if there
/// is any, without waiting.
static GfpMask cacheFlags() {
  return policy::bits(GfpMeaning::Movable) |
         policy::bits(GfpMeaning::ZoneHighMem);
}

static bool addOne(kalloc_cache_page Kind) {
  Pfn P = buddy::allocate({cacheFlags(), 0, Family::None, 0});
  if (P == NoPfn)
    return false;
  Locked L(Lock);
  link(P, Kind);
  infoOf(P).Flags = PageMovable;
  return true;
}

} // namespace kalloc::reclaim::cache

using namespace kalloc;

unsigned long kalloc_page_cache_fill(kalloc_cache_page kind,
                                     unsigned long count) {
  if (kind > KALLOC_CACHE_ANON || !ensureMachine())
    return 0;
  unsigned long Added = 0;
  while (Added != count && reclaim::cache::addOne(kind))
    ++Added;
  return Added;
}

unsigned long kalloc_page_cache_pages(kalloc_cache_page kind) {
  if (kind > KALLOC_CACHE_ANON || !machineRuns())
    return 0;
  Locked L(reclaim::cache::Lock);
  unsigned long Count = 0;
  for (const auto &L : reclaim::cache::Lists[kind])
    Count += L.Count;
  return Count;
}

void kalloc_page_cache_drop(void) {
  for (auto Kind : {KALLOC_CACHE_CLEAN, KALLOC_CACHE_DIRTY, KALLOC_CACHE_ANON})
    if (machineRuns())
      reclaim::cache::drop(Kind, KALLOC_ZONE_HIGHMEM, ~uint64_t(0));
}
