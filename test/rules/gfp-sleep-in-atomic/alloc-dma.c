// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Coherent DMA memory.
#include <linux/dma-mapping.h>
#include <linux/spinlock.h>

void *dma_bad(spinlock_t *lock, struct device *dev, dma_addr_t *handle)
{
	void *p;

	spin_lock(lock);
	p = dma_alloc_coherent(dev, 64, handle, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return p;
}

void *dma_ok(spinlock_t *lock, struct device *dev, dma_addr_t *handle)
{
	void *p;

	spin_lock(lock);
	p = dma_alloc_coherent(dev, 64, handle, GFP_ATOMIC);
	spin_unlock(lock);
	return p;
}
