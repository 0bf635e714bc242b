// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %kernel-code %s
// REQUIRES: kalloc-run, linux-source
//
// Small pieces of memory that devices may reach.
// KERNEL: mm/dmapool.c
// HEADERS: dmapool scatterlist
// PLANT: mm/dmapool.c | kfree(page); | ;
// FINDS: gfp-leak
#include <linux/dmapool.h>
#include <linux/device.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/string.h>

int main(void)
{
	static struct device dev;
	struct dma_pool *pool;
	dma_addr_t handle;
	void *p;

	INIT_LIST_HEAD(&dev.dma_pools);
	pool = dma_pool_create("test", &dev, 64, 16, 0);
	if (!pool)
		return 0;
	p = dma_pool_alloc(pool, GFP_KERNEL, &handle);
	if (p) {
		memset(p, 1, 64);
		dma_pool_free(pool, p, handle);
	}
	dma_pool_destroy(pool);
	return 0;
}
