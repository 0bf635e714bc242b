// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %kernel-code %s
// REQUIRES: kalloc-run, linux-source
//
// The kernel's own memory pools over our allocator.
// KERNEL: mm/mempool.c
// HEADERS:
// PLANT: mm/mempool.c | kfree(pool->elements); | ;
// FINDS: gfp-leak
#define KALLOC_KERNEL_MEMPOOL
#include <linux/kernel.h>
#include <linux/mempool.h>

int main(void)
{
	mempool_t *pool = mempool_create(3, mempool_kmalloc, mempool_kfree, (void *)64ul);
	void *element[5];
	int i;

	if (!pool)
		return 0;
	for (i = 0; i < 5; i++)
		element[i] = mempool_alloc(pool, GFP_NOWAIT);
	for (i = 0; i < 3; i++)
		BUG_ON(!element[i]);
	for (i = 0; i < 5; i++)
		mempool_free(element[i], pool);
	mempool_destroy(pool);
	return 0;
}
