/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _MINI_LINUX_MEMPOOL_H
#define _MINI_LINUX_MEMPOOL_H

#include <linux/alloc_tag.h>
#include <linux/gfp_types.h>
#include <linux/types.h>

struct kmem_cache;

typedef struct mempool_s {
	int min_nr;
	int curr_nr;
} mempool_t;

typedef void *(mempool_alloc_t)(gfp_t gfp_mask, void *pool_data);
typedef void(mempool_free_t)(void *element, void *pool_data);

mempool_t *mempool_create(int min_nr, mempool_alloc_t *alloc_fn, mempool_free_t *free_fn,
			  void *pool_data);
void *mempool_kmalloc(gfp_t gfp_mask, void *pool_data);
void mempool_kfree(void *element, void *pool_data);
#define mempool_create_kmalloc_pool(min_nr, size)                              \
	mempool_create(min_nr, mempool_kmalloc, mempool_kfree,                 \
		       (void *)(unsigned long)(size))
void mempool_destroy(mempool_t *pool);
void *mempool_alloc_noprof(mempool_t *pool, gfp_t gfp_mask);
#define mempool_alloc(...) alloc_hooks(mempool_alloc_noprof(__VA_ARGS__))
void mempool_free(void *element, mempool_t *pool);

#endif
