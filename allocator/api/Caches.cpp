// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "api/Call.h"
#include "kalloc/slab.h"
#include "slab/Bins.h"
#include "slab/Slab.h"
#include <bit>
#include <cstring>

using namespace kalloc;
using namespace kalloc::api;
using policy::GfpMeaning;

static const char *wrongSpec(const char *Name, unsigned Size, unsigned Align) {
  if (!Name || !*Name)
    return "no name";
  if (!Size || Size > KMALLOC_MAX_SIZE)
    return "size";
  if (Align && (!std::has_single_bit(Align) || Align > PageSize))
    return "alignment";
  return nullptr;
}

static constexpr slab_flags_t CheckingFlags = SLAB_POISON | SLAB_RED_ZONE;

kmem_cache *kmem_cache_create(const char *name, unsigned int size,
                              unsigned int align, slab_flags_t flags,
                              void (*ctor)(void *)) {
  AllocCall C({"kmem_cache_create", Family::KmemCacheCreate, size,
               policy::value("GFP_KERNEL"), KALLOC_CALLER});
  if (const char *Wrong = wrongSpec(name, size, align)) {
    C.fault(MemoryFault::BadArgument, Wrong);
    C.done(nullptr);
    return nullptr;
  }
  kmem_cache *Cache = nullptr;
  if (!C.failsEarly() || (flags & SLAB_PANIC))
    Cache =
        slab::createCache({name, size, align, flags, ctor, Family::KmemCache,
                           C.checked() || (flags & CheckingFlags)});
  C.done(Cache);
  return Cache;
}

/// False, with a violation, for what is no cache.
static bool checkCache(const char *Api, const kmem_cache *Cache,
                       const void *Caller) {
  if (slab::isCache(Cache))
    return true;
  reportFault(MemoryFault::BadArgument, {Api, Cache, Caller, "no cache"});
  return false;
}

void kmem_cache_destroy(kmem_cache *cache) {
  mightSleep("kmem_cache_destroy", KALLOC_CALLER, "takes slab_mutex");
  if (!cache)
    return;
  if (!slab::isCache(cache)) {
    reportFault(MemoryFault::FreeOfNothing,
                {"kmem_cache_destroy", cache, KALLOC_CALLER, "no cache"});
    return;
  }
  if (slab::liveObjects(*cache)) {
    reportFault(MemoryFault::CacheInUse,
                {"kmem_cache_destroy", cache, KALLOC_CALLER, cache->Name});
    return;
  }
  const Hooks *H = hooks();
  if (H && H->BeforeFree) {
    Description D;
    D.Is = Description::State::Live;
    D.Kind = Family::KmemCacheCreate;
    D.Object = cache;
    D.Size = cache->ObjectSize;
    D.CacheName = cache->Name;
    if (H->BeforeFree({"kmem_cache_destroy", cache, KALLOC_CALLER}, D) ==
        FreeVerdict::Ignore)
      return;
  }
  slab::destroyCache(*cache);
}

static void *allocateFrom(const char *Api, kmem_cache *Cache, GfpMask Flags,
                          const void *Caller) {
  if (!checkCache(Api, Cache, Caller))
    return nullptr;
  AllocCall C(
      {Api, Family::KmemCache, Cache->ObjectSize, Flags, Caller, Cache});
  if (GfpMask Refused = policy::notForSlab(Flags)) {
    C.fault(MemoryFault::BadSlabFlags, Cache->Name);
    C.drop(Refused);
  }
  if (const char *Why = policy::retryConflict(Flags))
    C.fault(policy::mayBlock(Flags) ? MemoryFault::Contradiction
                                    : MemoryFault::NoFailCannot,
            Why);
  if (Cache->Constructor && policy::has(Flags, GfpMeaning::Zero)) {
    C.fault(MemoryFault::ZeroWithCtor, Cache->Name);
    C.drop(policy::bits(GfpMeaning::Zero));
  }
  if (C.failsEarly())
    return C.done(nullptr);
  if (!Cache->Constructor)
    if (void *Memory = C.provided())
      return C.done(Memory);
  return C.done(slab::allocate(
      *Cache, {C.flags(), C.scopes(), Cache->ObjectSize, Family::KmemCache}));
}

void *kmem_cache_alloc(kmem_cache *cache, gfp_t flags) {
  if (void *Object = slab::takeFast(*cache, flags)) [[likely]]
    return Object;
  return allocateFrom("kmem_cache_alloc", cache, flags, KALLOC_CALLER);
}

void *kmem_cache_zalloc(kmem_cache *cache, gfp_t flags) {
  return allocateFrom("kmem_cache_zalloc", cache,
                      flags | policy::bits(GfpMeaning::Zero), KALLOC_CALLER);
}

void *kmem_cache_alloc_node(kmem_cache *cache, gfp_t flags, int) {
  return allocateFrom("kmem_cache_alloc_node", cache, flags, KALLOC_CALLER);
}

static constinit FreeFunction CacheFreeFunction{"kmem_cache_free"};
static constinit FreeFunction BulkFreeFunction{"kmem_cache_free_bulk"};

static void freeTo(FreeFunction &F, const kmem_cache *Cache, void *Object,
                   const void *Caller) {
  if (!Object || (Cache && !checkCache(F.name(), Cache, Caller)))
    return;
  FreeCheck C = checkFree(F, Object, Caller, Cache);
  if (C.What != FreeCheck::Do::Nothing)
    giveBack(C.Memory, F.name(), Caller, C.What == FreeCheck::Do::Keep);
}

void kmem_cache_free(kmem_cache *cache, void *object) {
  unsigned Bin = slab::binOf(object);
  if (Bin && Bin == cache->Bin && slab::giveFast(Bin, object)) [[likely]]
    return;
  freeTo(CacheFreeFunction, cache, object, KALLOC_CALLER);
}

int kmem_cache_alloc_bulk(kmem_cache *cache, gfp_t flags, size_t count,
                          void **objects) {
  for (size_t I = 0; I != count; ++I) {
    objects[I] = slab::takeFast(*cache, flags);
    if (!objects[I])
      objects[I] =
          allocateFrom("kmem_cache_alloc_bulk", cache, flags, KALLOC_CALLER);
    if (objects[I])
      continue;
    kmem_cache_free_bulk(cache, I, objects);
    return 0;
  }
  return int(count);
}

void kmem_cache_free_bulk(kmem_cache *cache, size_t count, void **objects) {
  for (size_t I = 0; I != count; ++I) {
    unsigned Bin = slab::binOf(objects[I]);
    if (Bin && (!cache || Bin == cache->Bin) && slab::giveFast(Bin, objects[I]))
      continue;
    freeTo(BulkFreeFunction, cache, objects[I], KALLOC_CALLER);
  }
}

int kmem_cache_shrink(kmem_cache *cache) {
  mightSleep("kmem_cache_shrink", KALLOC_CALLER, "cpus_read_lock()");
  if (!checkCache("kmem_cache_shrink", cache, KALLOC_CALLER))
    return 0;
  slab::shrink(*cache);
  return cache->Slabs != 0;
}

unsigned int kmem_cache_size(kmem_cache *cache) { return cache->ObjectSize; }

const char *kalloc_cache_name(const kmem_cache *cache) {
  return slab::isCache(cache) ? cache->Name : "";
}
