// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "slab/Bins.h"
#include "slab/Slabs.h"
#include <cstring>

namespace kalloc::slab {

constinit thread_local KALLOC_FAST_TLS ThreadBins MyBins{};
constinit uint8_t BinOfSize[KMALLOC_MAX_CACHE_SIZE / 8 + 1] = {};

static constexpr unsigned BinRank = 1;
static constexpr size_t PlacesPerBin = 2 * MaxBatch;
static constexpr size_t StorageBytes = NumBins * PlacesPerBin * sizeof(void *);

/// Objects go from a bin to where other threads find them, the oldest first.
static void giveBack(kmem_cache &C, Bin &B, size_t Count) {
  Leaving Out;
  {
    Locked L(C.Lock);
    if (C.Transit && Count == C.Batch && C.Transfers < MaxTransfers) {
      Transfer &T = C.Transit[C.Transfers++];
      T.Count = uint32_t(Count);
      std::memcpy(T.Objects, B.Bottom, Count * sizeof(void *));
    } else {
      for (size_t I = 0; I != Count; ++I)
        putObject(C, B.Bottom[I], Out);
    }
  }
  freeSlabs(C, Out);
  size_t Left = size_t(B.Top - B.Bottom) - Count;
  std::memmove(B.Bottom, B.Bottom + Count, Left * sizeof(void *));
  B.Top = B.Bottom + Left;
}

static ThreadBins &bins(PerThread &P) {
  return reinterpret_cast<ThreadBins &>(P);
}

void drainMyBin(kmem_cache &C) {
  Bin &B = MyBins.Bins[C.Bin];
  if (B.Top != B.Bottom)
    giveBack(C, B, size_t(B.Top - B.Bottom));
}

void drainMyBins() {
  for (unsigned I = 1; I != NumBins; ++I)
    if (MyBins.Bins[I].Top != MyBins.Bins[I].Bottom)
      drainMyBin(*cacheOfBin(I));
}

static void forget(ThreadBins &T) {
  for (Bin &B : T.Bins)
    B = Bin{};
}

static void endBins(PerThread &P) {
  drainMyBins();
  ThreadBins &T = bins(P);
  forget(T);
  if (T.Storage)
    platform::release(T.Storage, StorageBytes);
  T.Storage = nullptr;
}

static bool attachBins() {
  MyBins.Storage = static_cast<void **>(platform::allocateZeroed(StorageBytes));
  if (!MyBins.Storage)
    return false;
  MyBins.Link.Rank = BinRank;
  MyBins.Link.Drain = endBins;
  MyBins.Link.Forget = [](PerThread &P) { forget(bins(P)); };
  attach(MyBins.Link);
  return true;
}

/// The bin of a cache, with room, or null.
static Bin *openBin(const kmem_cache &C) {
  if (!C.Bin)
    return nullptr;
  if (!MyBins.Link.Attached && !attachBins())
    return nullptr;
  Bin &B = MyBins.Bins[C.Bin];
  if (!B.Bottom) {
    B.Top = B.Bottom = MyBins.Storage + C.Bin * PlacesPerBin;
    B.End = B.Bottom + 2 * C.Batch;
  }
  return &B;
}

/// Half a bin of objects, as far as the cache has any.
static void fill(kmem_cache &C, Bin &B) {
  Locked L(C.Lock);
  if (C.Transfers) {
    const Transfer &T = C.Transit[--C.Transfers];
    std::memcpy(B.Top, T.Objects, T.Count * sizeof(void *));
    B.Top += T.Count;
    return;
  }
  for (unsigned I = 0; I != C.Batch; ++I) {
    void *Object = takeObject(C);
    if (!Object)
      return;
    *B.Top++ = Object;
  }
}

static void *takeOne(kmem_cache &C) {
  Locked L(C.Lock);
  return takeObject(C);
}

void *takeFromBin(kmem_cache &C, GfpMask Flags, unsigned Scopes) {
  Bin *B = openBin(C);
  for (;;) {
    if (B && B->Top != B->Bottom)
      return *--B->Top;
    if (B)
      fill(C, *B);
    else if (void *Object = takeOne(C))
      return Object;
    if (B && B->Top != B->Bottom)
      continue;
    if (!addSlab(C, Flags, Scopes))
      // What was reclaimed meanwhile may be in this very cache.
      return takeOne(C);
  }
}

void giveToBin(kmem_cache &C, void *Object) {
  Bin *B = openBin(C);
  if (!B) {
    Leaving Out;
    {
      Locked L(C.Lock);
      putObject(C, Object, Out);
    }
    freeSlabs(C, Out);
    return;
  }
  if (B->Top == B->End)
    giveBack(C, *B, C.Batch);
  *B->Top++ = Object;
}

bool inMyBin(const kmem_cache &C, const void *Object) {
  const Bin &B = MyBins.Bins[C.Bin];
  for (void **P = B.Bottom; P != B.Top; ++P)
    if (*P == Object)
      return true;
  return false;
}

namespace {
struct CountedBin {
  unsigned Index;
  uint64_t Objects;
};
} // namespace

uint64_t objectsInBins(const kmem_cache &C) {
  CountedBin Sum{C.Bin, 0};
  if (C.Bin)
    forEachThread(
        [](PerThread &P, void *To) {
          if (P.Rank != BinRank)
            return;
          auto &S = *static_cast<CountedBin *>(To);
          const Bin &B = bins(P).Bins[S.Index];
          S.Objects += uint64_t(B.Top - B.Bottom);
        },
        &Sum);
  return Sum.Objects;
}

void forgetBins(const kmem_cache &C) {
  unsigned Index = C.Bin;
  if (Index)
    forEachThread(
        [](PerThread &P, void *I) {
          if (P.Rank == BinRank)
            bins(P).Bins[*static_cast<unsigned *>(I)] = Bin{};
        },
        &Index);
}

} // namespace kalloc::slab
