/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_GFP_TYPES_H
#define _KALLOC_LINUX_GFP_TYPES_H

#include <linux/types.h>

/* Made from the rules, by the same step as the tables that judge. */
#include <kalloc-rules/gfp-6.12.h>

#define ___GFP_DMA ((unsigned int)__GFP_DMA)
#define ___GFP_ZERO ((unsigned int)__GFP_ZERO)
#define ___GFP_DIRECT_RECLAIM ((unsigned int)__GFP_DIRECT_RECLAIM)
#define ___GFP_KSWAPD_RECLAIM ((unsigned int)__GFP_KSWAPD_RECLAIM)
#define __GFP_BITS_SHIFT 26
#define __GFP_BITS_MASK ((gfp_t)((1 << __GFP_BITS_SHIFT) - 1))

#endif
