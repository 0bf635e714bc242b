// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "vmalloc/Areas.h"
#include "buddy/Buddy.h"
#include "core/Lock.h"

namespace kalloc::vmalloc {

namespace {

using policy::GfpMeaning;

constexpr uint32_t NoArea = 0, FormerArea = ~uint32_t(0);
constexpr uint32_t MaxAreas = 1u << 20;

struct Area {
  uint32_t First; ///< Page of the range.
  uint32_t Pages; ///< Without the guard.
  uint32_t Next;  ///< Of areas that wait to be released, or are unused.
  Family Kind;
  bool Waits;
  bool OwnFrames;
  uint64_t Size;
};

/// The whole range; the tables have one entry for each of its pages.
struct State {
  SpinLock Lock;
  char *Base;
  uint64_t Bytes;
  uint32_t Pages;
  uint32_t *AreaOf; ///< NoArea, FormerArea, or an index of Areas.
  Pfn *Frames;      ///< Plus one; 0 where nothing is mapped.
  Area *Areas;
  uint32_t Used;   ///< Areas ever used; the first is none.
  uint32_t Unused; ///< List of those that may be used again.
  uint32_t Waiting;
  uint32_t Rover; ///< Where the last search ended.
  std::atomic<uint64_t> Mapped;
};
constinit State S{};

bool isFree(uint32_t Page) {
  return S.AreaOf[Page] == NoArea || S.AreaOf[Page] == FormerArea;
}

/// The first of Count free pages in [From, To), or To.
uint32_t searchRange(uint32_t From, uint32_t To, uint32_t Count) {
  uint32_t Run = 0;
  for (uint32_t P = From; P < To;) {
    if (!isFree(P)) {
      const Area &A = S.Areas[S.AreaOf[P]];
      P = A.First + A.Pages + 1;
      Run = 0;
      continue;
    }
    ++P;
    if (++Run == Count)
      return P - Count;
  }
  return To;
}

uint32_t newArea() {
  if (uint32_t Index = S.Unused) {
    S.Unused = S.Areas[Index].Next;
    return Index;
  }
  return S.Used + 1 == MaxAreas ? NoArea : ++S.Used;
}

/// Claims room for Count pages and a guard; NoArea if there is none.
uint32_t claim(uint64_t Size, uint32_t Count, bool OwnFrames) {
  Locked L(S.Lock);
  if (Count >= S.Pages)
    return NoArea;
  uint32_t First = searchRange(S.Rover, S.Pages, Count + 1);
  if (First == S.Pages)
    First = searchRange(0, S.Pages, Count + 1);
  if (First == S.Pages)
    return NoArea;
  uint32_t Index = newArea();
  if (Index == NoArea)
    return NoArea;
  S.Areas[Index] = {
      First, Count,     NoArea, OwnFrames ? Family::Vmalloc : Family::Vmap,
      false, OwnFrames, Size};
  for (uint32_t P = First; P <= First + Count; ++P)
    S.AreaOf[P] = Index;
  S.Rover = First + Count + 1 == S.Pages ? 0 : First + Count + 1;
  return Index;
}

void unclaim(uint32_t Index) {
  Locked L(S.Lock);
  Area &A = S.Areas[Index];
  for (uint32_t P = A.First; P <= A.First + A.Pages; ++P) {
    S.AreaOf[P] = FormerArea;
    S.Frames[P] = 0;
  }
  A.Next = S.Unused;
  S.Unused = Index;
}

char *addressOfPage(uint32_t Page) {
  return S.Base + (uint64_t(Page) << PageShift);
}

/// One mapping for each run of neighbouring frames.
bool mapFrames(const Area &A) {
  for (uint32_t P = 0; P != A.Pages;) {
    Pfn First = S.Frames[A.First + P] - 1;
    uint32_t Run = 1;
    while (P + Run != A.Pages && S.Frames[A.First + P + Run] - 1 == First + Run)
      ++Run;
    if (!platform::mapShared(addressOfPage(A.First + P),
                             uint64_t(Run) << PageShift, machine().File,
                             uint64_t(First) << PageShift, true))
      return false;
    P += Run;
  }
  return true;
}

void freeFrames(const Area &A) {
  for (uint32_t P = A.First; P != A.First + A.Pages; ++P)
    if (S.Frames[P])
      buddy::free(S.Frames[P] - 1, 0);
}

bool takeFrames(const Area &A, GfpMask Flags, unsigned Scopes) {
  // Virtual memory is what high memory is good for.
  if (!policy::has(Flags, GfpMeaning::ZoneDma) &&
      !policy::has(Flags, GfpMeaning::ZoneDma32))
    Flags |= policy::bits(GfpMeaning::ZoneHighMem);
  for (uint32_t P = A.First; P != A.First + A.Pages; ++P) {
    Pfn Frame = buddy::allocate({Flags, 0, Family::Vmalloc, Scopes});
    if (Frame == NoPfn)
      return false;
    S.Frames[P] = Frame + 1;
  }
  return true;
}

void dismantle(uint32_t Index) {
  const Area &A = S.Areas[Index];
  platform::unmap(addressOfPage(A.First), uint64_t(A.Pages) << PageShift);
  if (A.OwnFrames)
    freeFrames(A);
  S.Mapped.fetch_sub(A.Pages, std::memory_order_relaxed);
  unclaim(Index);
}

uint32_t pageAt(const void *Address) {
  uint64_t Offset = uintptr_t(Address) - uintptr_t(S.Base);
  return S.Base && Offset < S.Bytes ? uint32_t(Offset >> PageShift) : S.Pages;
}

uint32_t areaAt(const void *Address) {
  uint32_t Page = pageAt(Address);
  return Page == S.Pages ? NoArea : S.AreaOf[Page];
}

} // namespace

void *allocate(uint64_t Size, GfpMask Flags, unsigned Scopes) {
  uint64_t Pages = (Size + PageSize - 1) >> PageShift;
  if (!Size || Size > S.Bytes || Pages > machine().Pages)
    return nullptr;
  uint32_t Index = claim(Size, uint32_t(Pages), true);
  if (Index == NoArea)
    return nullptr;
  const Area &A = S.Areas[Index];
  S.Mapped.fetch_add(A.Pages, std::memory_order_relaxed);
  if (takeFrames(A, Flags, Scopes) && mapFrames(A))
    return addressOfPage(A.First);
  dismantle(Index);
  return nullptr;
}

void *map(const Pfn *Frames, uint32_t Count) {
  if (!Count)
    return nullptr;
  uint32_t Index = claim(uint64_t(Count) << PageShift, Count, false);
  if (Index == NoArea)
    return nullptr;
  const Area &A = S.Areas[Index];
  for (uint32_t P = 0; P != Count; ++P)
    S.Frames[A.First + P] = Frames[P] + 1;
  S.Mapped.fetch_add(A.Pages, std::memory_order_relaxed);
  if (mapFrames(A))
    return addressOfPage(A.First);
  dismantle(Index);
  return nullptr;
}

void release(void *Start) { dismantle(areaAt(Start)); }

void releaseLater(void *Start) {
  uint32_t Index = areaAt(Start);
  Locked L(S.Lock);
  Area &A = S.Areas[Index];
  A.Waits = true;
  A.Next = S.Waiting;
  S.Waiting = Index;
}

uint64_t flush() {
  uint32_t List;
  {
    Locked L(S.Lock);
    List = S.Waiting;
    S.Waiting = NoArea;
  }
  uint64_t Count = 0;
  for (uint32_t Next; List != NoArea; List = Next, ++Count) {
    Next = S.Areas[List].Next;
    dismantle(List);
  }
  return Count;
}

Found find(const void *Address) {
  Found F;
  uint32_t Page = pageAt(Address);
  if (Page == S.Pages || !S.Base)
    return F;
  Locked L(S.Lock);
  uint32_t Index = S.AreaOf[Page];
  if (Index == NoArea)
    return F;
  F.State = Description::State::Free;
  if (Index == FormerArea)
    return F;
  const Area &A = S.Areas[Index];
  F.Kind = A.Kind;
  F.Start = addressOfPage(A.First);
  F.Size = A.Size;
  if (!A.Waits)
    F.State = Page == A.First + A.Pages ? Description::State::Reserved
                                        : Description::State::Live;
  return F;
}

void setFamily(void *Start, Family Kind) {
  uint32_t Index = areaAt(Start);
  Locked L(S.Lock);
  S.Areas[Index].Kind = Kind;
}

Pfn frameAt(const void *Address) {
  uint32_t Page = pageAt(Address);
  return Page == S.Pages || !S.Frames[Page] ? NoPfn : S.Frames[Page] - 1;
}

uint64_t mappedPages() { return S.Mapped.load(std::memory_order_relaxed); }

bool start() {
  S.Bytes = machine().VmallocBytes;
  S.Pages = uint32_t(S.Bytes >> PageShift);
  S.Base = static_cast<char *>(platform::reserve(S.Bytes, PageSize));
  S.AreaOf = static_cast<uint32_t *>(
      platform::allocateZeroed(S.Pages * sizeof(uint32_t)));
  S.Frames =
      static_cast<Pfn *>(platform::allocateZeroed(S.Pages * sizeof(Pfn)));
  S.Areas =
      static_cast<Area *>(platform::allocateZeroed(MaxAreas * sizeof(Area)));
  S.Used = S.Unused = S.Waiting = S.Rover = 0;
  S.Mapped.store(0, std::memory_order_relaxed);
  return S.Base && S.AreaOf && S.Frames && S.Areas;
}

void stop() {
  if (S.Base)
    platform::release(S.Base, S.Bytes);
  if (S.AreaOf)
    platform::release(S.AreaOf, S.Pages * sizeof(uint32_t));
  if (S.Frames)
    platform::release(S.Frames, S.Pages * sizeof(Pfn));
  if (S.Areas)
    platform::release(S.Areas, MaxAreas * sizeof(Area));
  S.Base = nullptr;
  S.AreaOf = nullptr;
  S.Frames = nullptr;
  S.Areas = nullptr;
  S.Pages = 0;
}

const char *checkInvariants() {
  Locked L(S.Lock);
  uint64_t Mapped = 0;
  for (uint32_t P = 0; P < S.Pages;) {
    if (isFree(P)) {
      if (S.Frames[P])
        return "a frame is mapped where no area is";
      ++P;
      continue;
    }
    const Area &A = S.Areas[S.AreaOf[P]];
    if (A.First != P)
      return "an area begins where another page says";
    for (uint32_t Q = P; Q <= P + A.Pages; ++Q) {
      if (S.AreaOf[Q] != S.AreaOf[P])
        return "an area is interrupted";
      if (bool(S.Frames[Q]) != (Q != P + A.Pages))
        return "an area lacks a frame, or its guard page has one";
    }
    Mapped += A.Pages;
    P += A.Pages + 1;
  }
  return Mapped == S.Mapped.load(std::memory_order_relaxed)
             ? nullptr
             : "another number of pages is mapped than areas have";
}

} // namespace kalloc::vmalloc
