// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Pools with a reserve: include/linux/mempool.h.
#ifndef KALLOC_MEMPOOL_H
#define KALLOC_MEMPOOL_H

#include "kalloc/types.h"

KALLOC_BEGIN

struct kmem_cache;

typedef void *(mempool_alloc_t)(gfp_t flags, void *pool_data);
typedef void(mempool_free_t)(void *element, void *pool_data);

typedef struct mempool_s {
  int lock; ///< 0 or 1.
  int min_nr, curr_nr;
  void **elements;
  void *pool_data;
  mempool_alloc_t *alloc;
  mempool_free_t *free;
} mempool_t;

mempool_t *mempool_create(int min_nr, mempool_alloc_t *alloc,
                          mempool_free_t *free, void *pool_data);
mempool_t *mempool_create_slab_pool(int min_nr, struct kmem_cache *cache);
mempool_t *mempool_create_kmalloc_pool(int min_nr, size_t size);
mempool_t *mempool_create_page_pool(int min_nr, int order);
void mempool_destroy(mempool_t *pool);
int mempool_resize(mempool_t *pool, int new_min_nr);
/// Never NULL where the flags may block.
void *mempool_alloc(mempool_t *pool, gfp_t flags);
void mempool_free(void *element, mempool_t *pool);

void *mempool_alloc_slab(gfp_t flags, void *pool_data);
void mempool_free_slab(void *element, void *pool_data);
void *mempool_kmalloc(gfp_t flags, void *pool_data);
void mempool_kfree(void *element, void *pool_data);
void *mempool_alloc_pages(gfp_t flags, void *pool_data);
void mempool_free_pages(void *element, void *pool_data);

KALLOC_END

#endif
