// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Free objects that a thread keeps for itself: the shortest way through kmalloc
// and kfree. A bin is a stack of pointers; objects in it are not touched.
#ifndef KALLOC_SLAB_BINS_H
#define KALLOC_SLAB_BINS_H

#include "core/FastPath.h"
#include "core/PerThread.h"
#include "slab/Cache.h"

namespace kalloc::slab {

/// Empty and without room until the thread first needs it.
struct Bin {
  void **Top, **Bottom, **End;
};

struct ThreadBins {
  PerThread Link;
  void **Storage; ///< 2 * MaxBatch places for each bin.
  Bin Bins[NumBins];
};

#define KALLOC_FAST_TLS __attribute__((tls_model("initial-exec")))
extern constinit thread_local KALLOC_FAST_TLS ThreadBins MyBins;

/// By (size + 7) / 8: the bin of the kmalloc cache; 0 for no bytes.
extern uint8_t BinOfSize[KMALLOC_MAX_CACHE_SIZE / 8 + 1];

/// An object, or null where the long way must be gone.
[[gnu::always_inline]] inline void *takeFast(size_t Size, GfpMask Flags) {
  const FastPath &F = detail::Fast;
  if (Size > F.MaxSize.load(std::memory_order_relaxed) ||
      (Flags & F.SlowFlags.load(std::memory_order_relaxed))) [[unlikely]]
    return nullptr;
  Bin &B = MyBins.Bins[BinOfSize[(Size + 7) / 8]];
  if (B.Top == B.Bottom) [[unlikely]]
    return nullptr;
  return *--B.Top;
}

/// The same for a cache with a bin.
[[gnu::always_inline]] inline void *takeFast(const kmem_cache &C,
                                             GfpMask Flags) {
  const FastPath &F = detail::Fast;
  if (!F.MaxSize.load(std::memory_order_relaxed) ||
      (Flags & F.SlowFlags.load(std::memory_order_relaxed))) [[unlikely]]
    return nullptr;
  Bin &B = MyBins.Bins[C.Bin];
  if (B.Top == B.Bottom) [[unlikely]]
    return nullptr;
  return *--B.Top;
}

/// The bin of the objects at an address, or 0.
[[gnu::always_inline]] inline unsigned binOf(const void *Object) {
  const FastPath &F = detail::Fast;
  uintptr_t Offset = uintptr_t(Object) - F.Base.load(std::memory_order_relaxed);
  if (Offset >= F.Span.load(std::memory_order_relaxed)) [[unlikely]]
    return 0;
  return F.BinOfPage.load(std::memory_order_relaxed)[Offset >> PageShift].load(
      std::memory_order_relaxed);
}

/// False where the long way must be gone.
[[gnu::always_inline]] inline bool giveFast(unsigned Index,
                                            const void *Object) {
  Bin &B = MyBins.Bins[Index];
  if (B.Top == B.End) [[unlikely]]
    return false;
  *B.Top++ = const_cast<void *>(Object);
  return true;
}

} // namespace kalloc::slab

#endif
