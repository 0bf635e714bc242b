// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Objects of equal size, after mm/slub.c and mm/slab_common.c of Linux. Knows
// nothing of contexts; flags arrive as the task's scopes left them.
#ifndef KALLOC_SLAB_SLAB_H
#define KALLOC_SLAB_SLAB_H

#include "slab/Cache.h"

namespace kalloc::slab {

struct CacheSpec {
  const char *Name;
  uint32_t Size;  ///< From 1 to KMALLOC_MAX_SIZE.
  uint32_t Align; ///< 0 or a power of two, at most a page.
  slab_flags_t Flags;
  void (*Constructor)(void *);
  Family Objects = Family::KmemCache;
  bool Checked = false;
};

/// Null when there is no room for another cache.
kmem_cache *createCache(const CacheSpec &Spec);
/// Objects of the cache that are in use; exact if no other thread uses it.
uint64_t liveObjects(kmem_cache &C);
/// All of its memory is returned, objects in use included.
void destroyCache(kmem_cache &C);
/// Is this a pointer to a cache that was made and not destroyed?
bool isCache(const void *C);

struct ObjectRequest {
  GfpMask Flags;
  unsigned Scopes;
  size_t Size; ///< Bytes asked for; at most ObjectSize.
  Family As;   ///< For checked objects: who may free it.
};

/// An object, zeroed if the flags say so, or null.
void *allocate(kmem_cache &C, const ObjectRequest &R);
/// The object is one of the cache and in use.
void release(kmem_cache &C, void *Object);

/// The cache for a kmalloc of that size (at most KMALLOC_MAX_CACHE_SIZE and not
/// 0) and those flags; null if there is no memory for it.
kmem_cache *kmallocCache(size_t Size, GfpMask Flags, bool Checked);
/// Usable bytes of what kmalloc gives for a size.
size_t roundedSize(size_t Size);

/// What lies at an address inside of a slab. The object is null between two.
struct Found {
  kmem_cache *Cache = nullptr;
  char *Object = nullptr;
  Description::State State = Description::State::NotOurs;
  Family As = Family::None;
};
/// Slab is the first page of one.
Found find(Pfn Slab, const void *Address);

/// The calling thread's objects go back to their caches, and unused slabs of
/// all caches to the zones. Returns pages.
uint64_t drain();
uint64_t shrink(kmem_cache &C);
uint64_t slabPages();

bool start();
void stop();
/// What is wrong with a slab, or null.
const char *checkInvariants();

} // namespace kalloc::slab

#endif
