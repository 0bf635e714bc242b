/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_SLAB_H
#define _KALLOC_LINUX_SLAB_H

#include <linux/cleanup.h>
#include <linux/err.h>
#include <linux/gfp.h>
#include <linux/overflow.h>
#include <linux/types.h>
#include <asm/barrier.h>

struct kmem_cache;

#define ARCH_KMALLOC_MINALIGN 8
#define ARCH_DMA_MINALIGN 64
#define KMALLOC_MIN_SIZE 8
#define KMALLOC_MAX_CACHE_SIZE (PAGE_SIZE << 1)
#define KMALLOC_MAX_SIZE (PAGE_SIZE << MAX_PAGE_ORDER)
#define ZERO_SIZE_PTR ((void *)16)
#define ZERO_OR_NULL_PTR(x) ((unsigned long)(x) <= (unsigned long)ZERO_SIZE_PTR)

#define SLAB_CONSISTENCY_CHECKS ((slab_flags_t)0x100)
#define SLAB_RED_ZONE ((slab_flags_t)0x400)
#define SLAB_POISON ((slab_flags_t)0x800)
#define SLAB_HWCACHE_ALIGN ((slab_flags_t)0x2000)
#define SLAB_CACHE_DMA ((slab_flags_t)0x4000)
#define SLAB_CACHE_DMA32 ((slab_flags_t)0x8000)
#define SLAB_STORE_USER ((slab_flags_t)0x10000)
#define SLAB_RECLAIM_ACCOUNT ((slab_flags_t)0x20000)
#define SLAB_PANIC ((slab_flags_t)0x40000)
#define SLAB_TYPESAFE_BY_RCU ((slab_flags_t)0x80000)
#define SLAB_NO_MERGE ((slab_flags_t)0x1000000)
#define SLAB_ACCOUNT ((slab_flags_t)0x4000000)
#define SLAB_TEMPORARY SLAB_RECLAIM_ACCOUNT
#define SLAB_MEM_SPREAD 0

void *kmalloc(size_t size, gfp_t flags);
void *kzalloc(size_t size, gfp_t flags);
void *kmalloc_node(size_t size, gfp_t flags, int node);
void *kzalloc_node(size_t size, gfp_t flags, int node);
void *kmalloc_array(size_t n, size_t size, gfp_t flags);
void *kcalloc(size_t n, size_t size, gfp_t flags);
void *krealloc(const void *p, size_t new_size, gfp_t flags);
void *krealloc_array(void *p, size_t n, size_t size, gfp_t flags);
void kfree(const void *objp);
void kfree_sensitive(const void *objp);
size_t ksize(const void *objp);
size_t kmalloc_size_roundup(size_t size);

#define kmalloc_noprof(size, flags) kmalloc(size, flags)
#define kzalloc_noprof(size, flags) kzalloc(size, flags)
#define kmalloc_node_noprof(size, flags, node) kmalloc_node(size, flags, node)
#define kmalloc_array_noprof(n, size, flags) kmalloc_array(n, size, flags)
#define kcalloc_noprof(n, size, flags) kcalloc(n, size, flags)
#define krealloc_noprof(p, size, flags) krealloc(p, size, flags)
#define kmalloc_array_node(n, size, flags, node) kmalloc_array(n, size, flags)
#define kcalloc_node(n, size, flags, node) kcalloc(n, size, flags)
#define kmalloc_node_track_caller(size, flags, node) kmalloc_node(size, flags, node)
#define kmalloc_track_caller(size, flags) kmalloc(size, flags)
#define kzfree(p) kfree_sensitive(p)

void *kvmalloc(size_t size, gfp_t flags);
void *kvzalloc(size_t size, gfp_t flags);
void *kvmalloc_array(size_t n, size_t size, gfp_t flags);
void *kvcalloc(size_t n, size_t size, gfp_t flags);
void kvfree(const void *addr);
void kvfree_sensitive(const void *addr, size_t len);

#define kvmalloc_node(size, flags, node) kvmalloc(size, flags)
#define kvmalloc_node_noprof(size, flags, node) kvmalloc(size, flags)
#define __kvmalloc_node_noprof(size, flags, node) kvmalloc(size, flags)
#define kvzalloc_node(size, flags, node) kvzalloc(size, flags)
#define kvmalloc_noprof(size, flags) kvmalloc(size, flags)

/* Typed allocation: GFP_KERNEL unless other flags are given. */
#define __first_of(first, ...) first
#define default_gfp(...) __first_of(__VA_ARGS__ __VA_OPT__(,) GFP_KERNEL)
#define __alloc_typed(alloc, gfp, type, count)                                 \
	((type *)alloc(size_mul(sizeof(type), count), gfp))
#define kmalloc_obj(var_or_type, ...)                                          \
	__alloc_typed(kmalloc, default_gfp(__VA_ARGS__), __typeof__(var_or_type), 1)
#define kmalloc_objs(var_or_type, count, ...)                                  \
	__alloc_typed(kmalloc, default_gfp(__VA_ARGS__), __typeof__(var_or_type), count)
#define kzalloc_obj(var_or_type, ...)                                          \
	__alloc_typed(kzalloc, default_gfp(__VA_ARGS__), __typeof__(var_or_type), 1)
#define kzalloc_objs(var_or_type, count, ...)                                  \
	__alloc_typed(kzalloc, default_gfp(__VA_ARGS__), __typeof__(var_or_type), count)

DEFINE_FREE(kfree, void *, if (!IS_ERR_OR_NULL(_T)) kfree(_T))
DEFINE_FREE(kvfree, void *, if (!IS_ERR_OR_NULL(_T)) kvfree(_T))

struct kmem_cache *kmem_cache_create(const char *name, unsigned int size, unsigned int align,
				     slab_flags_t flags, void (*ctor)(void *));
void kmem_cache_destroy(struct kmem_cache *s);
void *kmem_cache_alloc(struct kmem_cache *cachep, gfp_t flags);
void *kmem_cache_zalloc(struct kmem_cache *cachep, gfp_t flags);
void *kmem_cache_alloc_node(struct kmem_cache *cachep, gfp_t flags, int node);
void kmem_cache_free(struct kmem_cache *s, void *objp);
int kmem_cache_alloc_bulk(struct kmem_cache *s, gfp_t flags, size_t size, void **p);
void kmem_cache_free_bulk(struct kmem_cache *s, size_t size, void **p);
int kmem_cache_shrink(struct kmem_cache *s);
unsigned int kmem_cache_size(struct kmem_cache *s);

#define kmem_cache_alloc_noprof(s, flags) kmem_cache_alloc(s, flags)
#define kmem_cache_alloc_node_noprof(s, flags, node) kmem_cache_alloc_node(s, flags, node)
#define __kmem_cache_create(name, size, align, flags, ctor) kmem_cache_create(name, size, align, flags, ctor)
#define kmem_cache_create_usercopy(name, size, align, flags, off, len, ctor)   \
	kmem_cache_create(name, size, align, flags, ctor)
#define kmem_cache_alloc_lru(s, lru, flags) kmem_cache_alloc(s, flags)
#define KMEM_CACHE(__struct, __flags)                                          \
	kmem_cache_create(#__struct, sizeof(struct __struct), __alignof__(struct __struct), (__flags), NULL)

#include <linux/string.h>

#endif
