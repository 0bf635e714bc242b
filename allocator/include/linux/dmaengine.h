/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_DMAENGINE_H
#define _KALLOC_LINUX_DMAENGINE_H

#include <linux/types.h>

typedef void (*dma_async_tx_callback)(void *dma_async_param);

struct dma_async_tx_descriptor {
	s32 cookie;
	dma_async_tx_callback callback;
	void *callback_param;
};

#endif
