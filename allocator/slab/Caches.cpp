// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "buddy/Buddy.h"
#include "slab/Bins.h"
#include "slab/Checked.h"
#include "slab/Slabs.h"
#include <algorithm>
#include <bit>
#include <cstdio>
#include <cstring>

namespace kalloc::slab {

using policy::GfpMeaning;

namespace {

constexpr uint32_t Classes[] = {8,   16,  32,   64,   96,   128, 192,
                                256, 512, 1024, 2048, 4096, 8192};
constexpr unsigned NumClasses = sizeof Classes / sizeof *Classes;

enum KmallocKind { KindNormal, KindReclaimable, KindDma, NumKinds };
constexpr const char *KindPrefix[NumKinds] = {"kmalloc", "kmalloc-rcl",
                                              "dma-kmalloc"};

constexpr unsigned MaxCaches = 8192;
constexpr unsigned MaxCheckedOrder = 4, MaxPlainOrder = 3;

/// Everything here is set up by start() and gone after stop().
struct State {
  SpinLock Lock;
  kmem_cache *Caches; ///< MaxCaches of them, committed as they are used.
  unsigned Used;
  kmem_cache *ByBin[NumBins];
  std::atomic<kmem_cache *> Kmalloc[2][NumKinds][NumClasses];
  std::atomic<uint8_t> *BinOfPage;
};
constinit State S{};

unsigned classOf(size_t Size) {
  if (Size > 64 && Size <= 96)
    return 4;
  if (Size > 128 && Size <= 192)
    return 6;
  if (Size <= 8)
    return 0;
  unsigned Bits = unsigned(std::bit_width(Size - 1)); // 16: 4
  return Bits <= 6 ? Bits - 3 : Bits == 7 ? 5 : Bits - 1;
}

uint32_t roundUp(uint32_t N, uint32_t To) { return (N + To - 1) / To * To; }

uint32_t alignmentFor(const CacheSpec &Spec) {
  uint32_t Align = std::max<uint32_t>(8, Spec.Align);
  if (Spec.Flags & SLAB_HWCACHE_ALIGN) {
    uint32_t Line = 64;
    while (Spec.Size <= Line / 2)
      Line /= 2;
    Align = std::max(Align, Line);
  }
  return Align;
}

void layOutPlain(kmem_cache &C) {
  C.Stride = roundUp(C.ObjectSize, C.Align);
  // Nobody may see the object of such caches change while it is free.
  if (C.Constructor || (C.Flags & SLAB_TYPESAFE_BY_RCU)) {
    C.LinkOffset = roundUp(C.ObjectSize, 8);
    C.Stride = roundUp(C.LinkOffset + 8, C.Align);
  }
}

void layOutChecked(kmem_cache &C) {
  C.LinkOffset = roundUp(C.ObjectSize, 8) + 8;
  C.Stride = roundUp(C.LinkOffset + 16, C.Align);
  C.FirstOffset = std::max<uint32_t>(8, C.Align);
  C.Poisoned = !C.Constructor && !(C.Flags & SLAB_TYPESAFE_BY_RCU);
}

/// The smallest order that holds 16 objects, or else the most, and wastes no
/// more than an eighth.
void chooseOrder(kmem_cache &C) {
  unsigned Max = C.Checked ? MaxCheckedOrder : MaxPlainOrder;
  for (unsigned Order = 0;; ++Order) {
    uint64_t Bytes = uint64_t(PageSize) << Order;
    uint64_t Objects =
        Bytes > C.FirstOffset ? (Bytes - C.FirstOffset) / C.Stride : 0;
    uint64_t Waste = Bytes - Objects * C.Stride;
    C.Order = uint8_t(Order);
    C.PerSlab = uint16_t(std::min<uint64_t>(Objects, 0xffff));
    bool Good = Objects >= 16 && Waste <= Bytes / 8;
    if (Good || (Objects && Order >= Max) || Order == MaxOrder)
      return;
  }
}

GfpMask pageFlagsFor(slab_flags_t Flags) {
  GfpMask Mask = 0;
  if (Flags & SLAB_CACHE_DMA)
    Mask |= policy::bits(GfpMeaning::ZoneDma);
  if (Flags & SLAB_CACHE_DMA32)
    Mask |= policy::bits(GfpMeaning::ZoneDma32);
  if (Flags & SLAB_RECLAIM_ACCOUNT)
    Mask |= policy::bits(GfpMeaning::Reclaimable);
  return Mask;
}

uint8_t freeBin() {
  for (unsigned I = 1; I != NumBins; ++I)
    if (!S.ByBin[I])
      return uint8_t(I);
  return 0;
}

kmem_cache *freeCache() {
  for (unsigned I = 0; I != S.Used; ++I)
    if (!S.Caches[I].Live)
      return &S.Caches[I];
  return S.Used == MaxCaches ? nullptr : &S.Caches[S.Used++];
}

/// Without its objects: those that are not checked go through threads' bins.
void giveBin(kmem_cache &C) {
  C.Bin = C.Checked ? 0 : freeBin();
  C.Transfers = 0;
  if (!C.Bin)
    return;
  S.ByBin[C.Bin] = &C;
  C.Batch = uint16_t(std::clamp<uint32_t>(65536 / C.Stride, 4, MaxBatch));
  if (!C.Transit)
    C.Transit = static_cast<Transfer *>(
        platform::allocateZeroed(MaxTransfers * sizeof(Transfer)));
}

kmem_cache *createLocked(const CacheSpec &Spec) {
  kmem_cache *C = freeCache();
  if (!C)
    return nullptr;
  std::snprintf(C->Name, sizeof C->Name, "%s", Spec.Name);
  C->ObjectSize = Spec.Size;
  C->Align = alignmentFor(Spec);
  C->Flags = Spec.Flags;
  C->Constructor = Spec.Constructor;
  C->PageFlags = pageFlagsFor(Spec.Flags);
  C->Objects = Spec.Objects;
  C->Checked = Spec.Checked;
  C->LinkOffset = C->FirstOffset = 0;
  C->Poisoned = false;
  if (C->Checked)
    layOutChecked(*C);
  else
    layOutPlain(*C);
  chooseOrder(*C);
  C->Partial = NoPfn;
  C->Partials = 0;
  C->Slabs = C->Out = 0;
  C->Recorded.store(0, std::memory_order_relaxed);
  giveBin(*C);
  C->Live = true;
  return C;
}

} // namespace

kmem_cache *cacheOfBin(unsigned Bin) { return S.ByBin[Bin]; }

kmem_cache *createCache(const CacheSpec &Spec) {
  Locked L(S.Lock);
  return createLocked(Spec);
}

bool isCache(const void *P) {
  uintptr_t Offset = uintptr_t(P) - uintptr_t(S.Caches);
  return S.Caches && Offset < MaxCaches * sizeof(kmem_cache) &&
         Offset % sizeof(kmem_cache) == 0 &&
         static_cast<const kmem_cache *>(P)->Live.load(
             std::memory_order_relaxed);
}

uint64_t liveObjects(kmem_cache &C) {
  // What is in quarantine is the oracle's, not the owner's.
  if (C.Checked)
    return C.Recorded.load(std::memory_order_relaxed);
  Leaving Out;
  uint64_t Live;
  {
    Locked L(C.Lock);
    emptyTransit(C, Out);
    Live = C.Out;
  }
  freeSlabs(C, Out);
  return Live - objectsInBins(C);
}

void destroyCache(kmem_cache &C) {
  // Reclaim of another thread goes through all caches.
  Locked L(S.Lock);
  forgetBins(C);
  C.Transfers = 0;
  freeAllSlabs(C);
  if (C.Bin)
    S.ByBin[C.Bin] = nullptr;
  C.Live = false;
}

static kmem_cache *makeKmallocCache(unsigned Class, KmallocKind Kind,
                                    bool Checked) {
  Locked L(S.Lock);
  auto &Slot = S.Kmalloc[Checked][Kind][Class];
  if (kmem_cache *C = Slot.load(std::memory_order_relaxed))
    return C;
  uint32_t Size = Classes[Class];
  char Name[40];
  std::snprintf(Name, sizeof Name, "%s-%u", KindPrefix[Kind], Size);
  slab_flags_t Flags = Kind == KindDma           ? SLAB_CACHE_DMA
                       : Kind == KindReclaimable ? SLAB_RECLAIM_ACCOUNT
                                                 : 0;
  // A power of two is aligned to itself, the others to their largest power.
  kmem_cache *C = createLocked(
      {Name, Size, Size & -Size, Flags, nullptr, Family::Kmalloc, Checked});
  Slot.store(C, std::memory_order_release);
  return C;
}

kmem_cache *kmallocCache(size_t Size, GfpMask Flags, bool Checked) {
  KmallocKind Kind = KindNormal;
  if (policy::has(Flags, GfpMeaning::ZoneDma))
    Kind = KindDma;
  else if (policy::has(Flags, GfpMeaning::Reclaimable))
    Kind = KindReclaimable;
  unsigned Class = classOf(Size);
  kmem_cache *C =
      S.Kmalloc[Checked][Kind][Class].load(std::memory_order_acquire);
  return C ? C : makeKmallocCache(Class, Kind, Checked);
}

size_t roundedSize(size_t Size) {
  if (!Size)
    return 0;
  if (Size <= KMALLOC_MAX_CACHE_SIZE)
    return Classes[classOf(Size)];
  return std::bit_ceil(Size);
}

void *allocate(kmem_cache &C, const ObjectRequest &R) {
  void *Object = takeFromBin(C, R.Flags, R.Scopes);
  if (!Object)
    return nullptr;
  if (C.Checked)
    handOut(C, Object, R.Size, R.As);
  if (policy::has(R.Flags, GfpMeaning::Zero))
    std::memset(Object, 0, C.Checked ? R.Size : C.ObjectSize);
  return Object;
}

void release(kmem_cache &C, void *Object) { giveToBin(C, Object); }

static bool inTransit(const kmem_cache &C, const void *Object) {
  for (uint32_t T = 0; T != C.Transfers; ++T)
    for (uint32_t I = 0; I != C.Transit[T].Count; ++I)
      if (C.Transit[T].Objects[I] == Object)
        return true;
  return false;
}

/// A plain object that is in another thread's bin seems to be in use.
static Description::State plainState(kmem_cache &C, Pfn Slab,
                                     const void *Object) {
  using enum Description::State;
  if (inMyBin(C, Object))
    return Free;
  Locked L(C.Lock);
  return inTransit(C, Object) || inFreeList(C, Slab, Object) ? Free : Live;
}

Found find(Pfn Slab, const void *Address) {
  Found F;
  F.Cache = static_cast<kmem_cache *>(infoOf(Slab).Cache);
  if (!F.Cache || !isCache(F.Cache))
    return {};
  kmem_cache &C = *F.Cache;
  // A slab is small: 32 bits make the division cheap.
  auto Offset = uint32_t(static_cast<const char *>(Address) - addressOf(Slab));
  uint32_t Index = (Offset - C.FirstOffset) / C.Stride;
  F.State = Description::State::Reserved;
  if (Offset < C.FirstOffset || Index >= C.PerSlab)
    return F;
  F.Object = addressOf(Slab) + C.FirstOffset + size_t(Index) * C.Stride;
  F.As = C.Objects;
  if (C.Checked) {
    const Record &R = recordOf(F.Object);
    F.State = R.State;
    F.As = R.As != Family::None ? R.As : C.Objects;
    return F;
  }
  F.State = plainState(C, Slab, F.Object);
  return F;
}

uint64_t shrink(kmem_cache &C) {
  drainMyBin(C);
  Leaving Out;
  {
    Locked L(C.Lock);
    emptyTransit(C, Out);
    takeUnused(C, Out);
  }
  return freeSlabs(C, Out);
}

uint64_t drain() {
  drainMyBins();
  uint64_t Pages = 0;
  Locked L(S.Lock);
  for (unsigned I = 0; I != S.Used; ++I)
    if (S.Caches[I].Live)
      Pages += shrink(S.Caches[I]);
  return Pages;
}

uint64_t slabPages() { return pagesOfSlabs(); }

static void fillBinTable() {
  BinOfSize[0] = 0;
  for (size_t Size = 8; Size <= KMALLOC_MAX_CACHE_SIZE; Size += 8)
    BinOfSize[Size / 8] = kmallocCache(Size, 0, false)->Bin;
}

bool start() {
  S.Caches = static_cast<kmem_cache *>(
      platform::allocateZeroed(MaxCaches * sizeof(kmem_cache)));
  S.BinOfPage = static_cast<std::atomic<uint8_t> *>(
      platform::allocateZeroed(roundUp(machine().Pages, PageSize)));
  if (!S.Caches || !S.BinOfPage || !startRecords())
    return false;
  startSlabs(S.BinOfPage);
  fillBinTable();
  GfpMask Slow = ~policy::knownBits();
  for (GfpMeaning M :
       {GfpMeaning::Zero, GfpMeaning::ZoneDma, GfpMeaning::ZoneDma32,
        GfpMeaning::ZoneHighMem, GfpMeaning::Reclaimable, GfpMeaning::NoFail,
        GfpMeaning::NoRetry, GfpMeaning::RetryMayFail})
    Slow |= policy::bits(M);
  setFastPath(KMALLOC_MAX_CACHE_SIZE, machine().Base, machine().Bytes, Slow,
              S.BinOfPage);
  allowFastPath(FastReason::MachineRuns, true);
  return true;
}

void stop() {
  allowFastPath(FastReason::MachineRuns, false);
  for (unsigned I = 0; I != S.Used; ++I)
    if (S.Caches[I].Transit)
      platform::release(S.Caches[I].Transit, MaxTransfers * sizeof(Transfer));
  for (auto &Checked : S.Kmalloc)
    for (auto &Kind : Checked)
      for (auto &Slot : Kind)
        Slot.store(nullptr, std::memory_order_relaxed);
  for (kmem_cache *&C : S.ByBin)
    C = nullptr;
  if (S.Caches)
    platform::release(S.Caches, MaxCaches * sizeof(kmem_cache));
  if (S.BinOfPage)
    platform::release(S.BinOfPage, roundUp(machine().Pages, PageSize));
  S.Caches = nullptr;
  S.BinOfPage = nullptr;
  S.Used = 0;
  stopRecords();
}

const char *checkInvariants() {
  for (Pfn P = 0; P < machine().Pages; ++P)
    if (infoOf(P).kind() == PageKind::Slab)
      if (const char *Wrong = checkSlab(P))
        return Wrong;
  return nullptr;
}

} // namespace kalloc::slab
