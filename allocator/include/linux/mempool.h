/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_MEMPOOL_H
#define _KALLOC_LINUX_MEMPOOL_H

#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/wait.h>

struct kmem_cache;

typedef void *(mempool_alloc_t)(gfp_t gfp_mask, void *pool_data);
typedef void (mempool_free_t)(void *element, void *pool_data);

#ifdef KALLOC_KERNEL_MEMPOOL
/* For the kernel's own mm/mempool.c, which brings all functions. */
typedef struct mempool_s {
	spinlock_t lock;
	int min_nr, curr_nr;
	void **elements;
	void *pool_data;
	mempool_alloc_t *alloc;
	mempool_free_t *free;
	wait_queue_head_t wait;
} mempool_t;

void mempool_exit(mempool_t *pool);
int mempool_init_node(mempool_t *pool, int min_nr, mempool_alloc_t *alloc_fn, mempool_free_t *free_fn,
		      void *pool_data, gfp_t gfp_mask, int node_id);
int mempool_init_noprof(mempool_t *pool, int min_nr, mempool_alloc_t *alloc_fn, mempool_free_t *free_fn,
			void *pool_data);
#define mempool_init(...) alloc_hooks(mempool_init_noprof(__VA_ARGS__))
mempool_t *mempool_create_node_noprof(int min_nr, mempool_alloc_t *alloc_fn, mempool_free_t *free_fn,
				      void *pool_data, gfp_t gfp_mask, int nid);
#define mempool_create_node(...) alloc_hooks(mempool_create_node_noprof(__VA_ARGS__))
#define mempool_create(min, alloc, free, data) mempool_create_node(min, alloc, free, data, GFP_KERNEL, NUMA_NO_NODE)
void *mempool_alloc_noprof(mempool_t *pool, gfp_t gfp_mask);
#define mempool_alloc(...) alloc_hooks(mempool_alloc_noprof(__VA_ARGS__))
void *mempool_alloc_preallocated(mempool_t *pool);
bool mempool_initialized(mempool_t *pool);
bool mempool_is_saturated(mempool_t *pool);
void *mempool_kvmalloc(gfp_t gfp_mask, void *pool_data);
void mempool_kvfree(void *element, void *pool_data);
#else
/* As kalloc/mempool.h has it. */
typedef struct mempool_s {
	int lock;
	int min_nr, curr_nr;
	void **elements;
	void *pool_data;
	mempool_alloc_t *alloc;
	mempool_free_t *free;
} mempool_t;

mempool_t *mempool_create(int min_nr, mempool_alloc_t *alloc, mempool_free_t *free, void *pool_data);
void *mempool_alloc(mempool_t *pool, gfp_t flags);
mempool_t *mempool_create_slab_pool(int min_nr, struct kmem_cache *cache);
mempool_t *mempool_create_kmalloc_pool(int min_nr, size_t size);
mempool_t *mempool_create_page_pool(int min_nr, int order);
#endif

void mempool_destroy(mempool_t *pool);
int mempool_resize(mempool_t *pool, int new_min_nr);
void mempool_free(void *element, mempool_t *pool);
void *mempool_alloc_slab(gfp_t flags, void *pool_data);
void mempool_free_slab(void *element, void *pool_data);
void *mempool_kmalloc(gfp_t flags, void *pool_data);
void mempool_kfree(void *element, void *pool_data);
void *mempool_alloc_pages(gfp_t flags, void *pool_data);
void mempool_free_pages(void *element, void *pool_data);

#endif
