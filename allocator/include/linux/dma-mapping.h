/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_DMA_MAPPING_H
#define _KALLOC_LINUX_DMA_MAPPING_H

#include <linux/device.h>
#include <linux/types.h>

enum dma_data_direction {
	DMA_BIDIRECTIONAL,
	DMA_TO_DEVICE,
	DMA_FROM_DEVICE,
	DMA_NONE,
};

#define DMA_BIT_MASK(n) (((n) == 64) ? ~0ULL : ((1ULL << (n)) - 1))
#define DMA_MAPPING_ERROR (~(dma_addr_t)0)

void *dma_alloc_coherent(struct device *dev, size_t size, dma_addr_t *dma_handle, gfp_t gfp);
void dma_free_coherent(struct device *dev, size_t size, void *cpu_addr, dma_addr_t dma_handle);
#define dma_alloc_attrs(dev, size, handle, gfp, attrs) dma_alloc_coherent(dev, size, handle, gfp)
#define dma_free_attrs(dev, size, addr, handle, attrs) dma_free_coherent(dev, size, addr, handle)
#define dma_map_single(dev, ptr, size, dir) ((dma_addr_t)(unsigned long)(ptr))
#define dma_unmap_single(dev, addr, size, dir) ((void)(addr))
#define dma_mapping_error(dev, addr) ((addr) == DMA_MAPPING_ERROR)
#define dma_set_mask_and_coherent(dev, mask) 0

#endif
