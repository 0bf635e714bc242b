// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Coherent DMA memory.
#include <linux/dma-mapping.h>
#include <linux/errno.h>
#include <linux/types.h>

int dma_bad(struct device *dev, dma_addr_t *handle)
{
	u32 *desc = dma_alloc_coherent(dev, 64, handle, GFP_KERNEL);

	desc[0] = 1; /* bug: gfp-unchecked-alloc */
	dma_free_coherent(dev, 64, desc, *handle);
	return 0;
}

int dma_ok(struct device *dev, dma_addr_t *handle)
{
	u32 *desc = dma_alloc_coherent(dev, 64, handle, GFP_KERNEL);

	if (!desc)
		return -ENOMEM;
	desc[0] = 1;
	dma_free_coherent(dev, 64, desc, *handle);
	return 0;
}
