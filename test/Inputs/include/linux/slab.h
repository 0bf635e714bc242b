/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _MINI_LINUX_SLAB_H
#define _MINI_LINUX_SLAB_H

#include <linux/cleanup.h>
#include <linux/err.h>
#include <linux/gfp.h>
#include <linux/overflow.h>
#include <linux/types.h>

struct kmem_cache;

#define SLAB_HWCACHE_ALIGN ((slab_flags_t)0x2000)
#define KMALLOC_MAX_CACHE_SIZE (PAGE_SIZE << 1)
#define ZERO_SIZE_PTR ((void *)16)
#define ZERO_OR_NULL_PTR(x) ((unsigned long)(x) <= (unsigned long)ZERO_SIZE_PTR)

void *__kmalloc_noprof(size_t size, gfp_t flags) __malloc;
void *__kmalloc_large_noprof(size_t size, gfp_t flags) __malloc;

static __always_inline void *kmalloc_noprof(size_t size, gfp_t flags)
{
	if (__builtin_constant_p(size) && size > KMALLOC_MAX_CACHE_SIZE)
		return __kmalloc_large_noprof(size, flags);
	return __kmalloc_noprof(size, flags);
}
#define kmalloc(...) alloc_hooks(kmalloc_noprof(__VA_ARGS__))

static inline void *kzalloc_noprof(size_t size, gfp_t flags)
{
	return kmalloc_noprof(size, flags | __GFP_ZERO);
}
#define kzalloc(...) alloc_hooks(kzalloc_noprof(__VA_ARGS__))

static inline void *kmalloc_array_noprof(size_t n, size_t size, gfp_t flags)
{
	size_t bytes;

	if (unlikely(__builtin_mul_overflow(n, size, &bytes)))
		return NULL;
	return kmalloc_noprof(bytes, flags);
}
#define kmalloc_array(...) alloc_hooks(kmalloc_array_noprof(__VA_ARGS__))
#define kcalloc(n, size, flags) kmalloc_array(n, size, (flags) | __GFP_ZERO)

void *kmalloc_node_noprof(size_t size, gfp_t flags, int node);
#define kmalloc_node(...) alloc_hooks(kmalloc_node_noprof(__VA_ARGS__))
#define kzalloc_node(size, flags, node) kmalloc_node(size, (flags) | __GFP_ZERO, node)

void *krealloc_noprof(const void *p, size_t new_size, gfp_t flags);
#define krealloc(...) alloc_hooks(krealloc_noprof(__VA_ARGS__))

void *__kvmalloc_node_noprof(size_t size, gfp_t flags, int node);
#define kvmalloc_node(...) alloc_hooks(__kvmalloc_node_noprof(__VA_ARGS__))
#define kvmalloc(size, flags) kvmalloc_node(size, flags, -1)
#define kvzalloc(size, flags) kvmalloc(size, (flags) | __GFP_ZERO)
void *kvmalloc_array_node_noprof(size_t n, size_t size, gfp_t flags, int node);
#define kvmalloc_array(n, size, flags) alloc_hooks(kvmalloc_array_node_noprof(n, size, flags, -1))
#define kvcalloc(n, size, flags) kvmalloc_array(n, size, (flags) | __GFP_ZERO)

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

void kfree(const void *objp);
void kfree_sensitive(const void *objp);
void kvfree(const void *addr);
size_t ksize(const void *objp);

DEFINE_FREE(kfree, void *, if (!IS_ERR_OR_NULL(_T)) kfree(_T))
DEFINE_FREE(kvfree, void *, if (!IS_ERR_OR_NULL(_T)) kvfree(_T))

struct kmem_cache *__kmem_cache_create(const char *name, unsigned int size,
				       unsigned int align, slab_flags_t flags,
				       void (*ctor)(void *));
#define kmem_cache_create(name, size, align, flags, ctor)                      \
	__kmem_cache_create(name, size, align, flags, ctor)
void kmem_cache_destroy(struct kmem_cache *s);
void *kmem_cache_alloc_noprof(struct kmem_cache *cachep, gfp_t flags);
#define kmem_cache_alloc(...) alloc_hooks(kmem_cache_alloc_noprof(__VA_ARGS__))
#define kmem_cache_zalloc(k, flags) kmem_cache_alloc(k, (flags) | __GFP_ZERO)
void kmem_cache_free(struct kmem_cache *s, void *objp);

#endif
