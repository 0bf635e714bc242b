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

mempool_t *mempool_create_kmalloc_pool_fn(int min_nr, size_t size);
#define mempool_create_kmalloc_pool(_min_nr, _size)                            \
	mempool_create_kmalloc_pool_fn((_min_nr), (_size))
void mempool_destroy(mempool_t *pool);
void *mempool_alloc_noprof(mempool_t *pool, gfp_t gfp_mask);
#define mempool_alloc(...) alloc_hooks(mempool_alloc_noprof(__VA_ARGS__))
void mempool_free(void *element, mempool_t *pool);

#endif
