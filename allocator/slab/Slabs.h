// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The slabs of a cache and the free objects in them. Private to slab/.
#ifndef KALLOC_SLAB_SLABS_H
#define KALLOC_SLAB_SLABS_H

#include "slab/Slab.h"

namespace kalloc::slab {

/// Slabs that left a cache and are to be freed once its lock is given up.
struct Leaving {
  Pfn First = NoPfn;
};

inline Pfn slabOf(const kmem_cache &C, const void *Object) {
  return pfnOf(Object) & ~((Pfn(1) << C.Order) - 1);
}

/// With the lock held: a free object, or null if no slab has one.
void *takeObject(kmem_cache &C);
void putObject(kmem_cache &C, void *Object, Leaving &Out);
/// Without the lock: one more slab; false if there is no memory. Flags as the
/// task's scopes left them.
bool addSlab(kmem_cache &C, GfpMask Flags, unsigned Scopes);
/// Without the lock. Returns pages.
uint64_t freeSlabs(kmem_cache &C, Leaving &Out);
/// Moves unused slabs out of the cache, with the lock held.
void takeUnused(kmem_cache &C, Leaving &Out);
/// Objects in transit go back into slabs, with the lock held.
void emptyTransit(kmem_cache &C, Leaving &Out);
/// Frees every slab of the cache, used or not; without the lock.
void freeAllSlabs(kmem_cache &C);

/// Does the list of free objects of a slab hold this one?
bool inFreeList(const kmem_cache &C, Pfn Slab, const void *Object);
const char *checkSlab(Pfn Slab);

void startSlabs(std::atomic<uint8_t> *BinOfPage);
uint64_t pagesOfSlabs();

// slab/Bins.cpp
void *takeFromBin(kmem_cache &C, GfpMask Flags, unsigned Scopes);
void giveToBin(kmem_cache &C, void *Object);
/// Objects of the cache in this thread's bin, and in those of all threads.
bool inMyBin(const kmem_cache &C, const void *Object);
uint64_t objectsInBins(const kmem_cache &C);
void forgetBins(const kmem_cache &C);
void drainMyBin(kmem_cache &C);
void drainMyBins();
kmem_cache *cacheOfBin(unsigned Bin);

} // namespace kalloc::slab

#endif
