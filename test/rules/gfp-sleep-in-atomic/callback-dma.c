// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The callback of a DMA descriptor runs in a tasklet.
#include <linux/dmaengine.h>
#include <linux/slab.h>

static void dma_done_bad(void *param)
{
	kfree(kmalloc(16, GFP_KERNEL)); /* bug: gfp-sleep-in-atomic */
}

static void dma_done_ok(void *param)
{
	kfree(kmalloc(16, GFP_ATOMIC));
}

void dma_prepare_ok(struct dma_async_tx_descriptor *a, struct dma_async_tx_descriptor *b)
{
	a->callback = dma_done_bad;
	b->callback = dma_done_ok;
}
