// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Objects: include/linux/slab.h, string.h and the kvmalloc part of mm.h.
#ifndef KALLOC_SLAB_H
#define KALLOC_SLAB_H

#include "kalloc/types.h"

KALLOC_BEGIN

struct kmem_cache;

/// What a request for no bytes gets: neither NULL nor to be touched.
#define ZERO_SIZE_PTR ((void *)16)
#define ZERO_OR_NULL_PTR(x) ((uintptr_t)(x) <= (uintptr_t)ZERO_SIZE_PTR)

#define KMALLOC_MIN_SIZE 8
#define KMALLOC_MAX_CACHE_SIZE 8192UL
#define KMALLOC_MAX_SIZE (4096UL << 10)

#define SLAB_CONSISTENCY_CHECKS ((slab_flags_t)0x00000100U)
#define SLAB_RED_ZONE ((slab_flags_t)0x00000400U)
#define SLAB_POISON ((slab_flags_t)0x00000800U)
#define SLAB_HWCACHE_ALIGN ((slab_flags_t)0x00002000U)
#define SLAB_CACHE_DMA ((slab_flags_t)0x00004000U)
#define SLAB_CACHE_DMA32 ((slab_flags_t)0x00008000U)
#define SLAB_STORE_USER ((slab_flags_t)0x00010000U)
#define SLAB_RECLAIM_ACCOUNT ((slab_flags_t)0x00020000U)
#define SLAB_PANIC ((slab_flags_t)0x00040000U)
#define SLAB_TYPESAFE_BY_RCU ((slab_flags_t)0x00080000U)
#define SLAB_NO_MERGE ((slab_flags_t)0x01000000U)
#define SLAB_ACCOUNT ((slab_flags_t)0x04000000U)
#define SLAB_TEMPORARY SLAB_RECLAIM_ACCOUNT

void *kmalloc(size_t size, gfp_t flags);
void *kzalloc(size_t size, gfp_t flags);
void *kmalloc_node(size_t size, gfp_t flags, int node);
void *kzalloc_node(size_t size, gfp_t flags, int node);
/// NULL when n * size does not fit a size_t.
void *kmalloc_array(size_t n, size_t size, gfp_t flags);
void *kcalloc(size_t n, size_t size, gfp_t flags);
/// Keeps what fits; the old object stays when there is no memory. A size of 0
/// frees.
void *krealloc(const void *object, size_t size, gfp_t flags);
void *krealloc_array(void *object, size_t n, size_t size, gfp_t flags);
void *kmemdup(const void *source, size_t length, gfp_t flags);
char *kstrdup(const char *text, gfp_t flags);
char *kstrndup(const char *text, size_t max, gfp_t flags);
char *kmemdup_nul(const char *text, size_t length, gfp_t flags);
void kfree(const void *object);
/// Overwrites the object first.
void kfree_sensitive(const void *object);
/// Bytes that an object of kmalloc really has.
size_t ksize(const void *object);
size_t kmalloc_size_roundup(size_t size);

/// kmalloc, and where that is too large, vmalloc.
void *kvmalloc(size_t size, gfp_t flags);
void *kvzalloc(size_t size, gfp_t flags);
void *kvmalloc_array(size_t n, size_t size, gfp_t flags);
void *kvcalloc(size_t n, size_t size, gfp_t flags);
void kvfree(const void *object);
void kvfree_sensitive(const void *object, size_t length);

/// NULL, with a violation, for an alignment that is no power of two, a size of
/// 0 or one above KMALLOC_MAX_SIZE.
struct kmem_cache *kmem_cache_create(const char *name, unsigned int size,
                                     unsigned int align, slab_flags_t flags,
                                     void (*ctor)(void *));
/// A cache with live objects stays, with a violation.
void kmem_cache_destroy(struct kmem_cache *cache);
void *kmem_cache_alloc(struct kmem_cache *cache, gfp_t flags);
void *kmem_cache_zalloc(struct kmem_cache *cache, gfp_t flags);
void *kmem_cache_alloc_node(struct kmem_cache *cache, gfp_t flags, int node);
void kmem_cache_free(struct kmem_cache *cache, void *object);
/// All count objects, or none and 0.
int kmem_cache_alloc_bulk(struct kmem_cache *cache, gfp_t flags, size_t count,
                          void **objects);
void kmem_cache_free_bulk(struct kmem_cache *cache, size_t count,
                          void **objects);
/// Returns pages of unused slabs; 0 if none is left in use.
int kmem_cache_shrink(struct kmem_cache *cache);
unsigned int kmem_cache_size(struct kmem_cache *cache);
const char *kalloc_cache_name(const struct kmem_cache *cache);

KALLOC_END

#endif
