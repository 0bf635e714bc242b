// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A cache of equal objects in slabs of pages. Private to slab/, and to api/,
// which asks caches for their properties.
//
// A slab is a block of pages cut into strides. A plain cache hands its objects
// out through the bins of threads (slab/Bins.h); a checked one, made while the
// oracle watches, hands them out one by one, with red zones, poison and a
// record of each (slab/Checked.h). A stride of a checked cache is
//
//   object, up to the size asked for | red zone | next free | front red zone
//
// where the front red zone is that of the object that follows.
#ifndef KALLOC_SLAB_CACHE_H
#define KALLOC_SLAB_CACHE_H

#include "core/Lock.h"
#include "core/Machine.h"
#include "kalloc/slab.h"

namespace kalloc::slab {

/// Objects on their way from threads that free to threads that allocate.
inline constexpr unsigned MaxBatch = 128, MaxTransfers = 16;
inline constexpr unsigned NumBins = 256;

struct Transfer {
  uint32_t Count;
  void *Objects[MaxBatch];
};

} // namespace kalloc::slab

struct kmem_cache {
  kalloc::SpinLock Lock;
  char Name[40];
  uint32_t ObjectSize; ///< Usable bytes.
  uint32_t Stride, LinkOffset, FirstOffset, Align;
  slab_flags_t Flags;
  void (*Constructor)(void *);
  kalloc::GfpMask PageFlags; ///< Added when pages are asked for.
  kalloc::Family Objects;    ///< Kmalloc or KmemCache.
  uint8_t Order;             ///< Of a slab.
  uint8_t Bin;               ///< Of threads; 0: none.
  bool Checked, Poisoned;
  std::atomic<bool> Live; ///< Made and not destroyed.
  uint16_t PerSlab;
  uint16_t Batch; ///< Objects moved between a thread and the cache at once.
  kalloc::Pfn Partial; ///< Slabs with free objects, the emptiest anywhere.
  uint32_t Partials;
  uint64_t Slabs;
  uint64_t Out; ///< Objects that are not in slabs: in use, in bins, in transit.
  std::atomic<uint64_t> Recorded; ///< Checked: objects in use.
  uint32_t Transfers;
  kalloc::slab::Transfer *Transit; ///< MaxTransfers of them, or null.
};

#endif
