/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_GFP_H
#define _KALLOC_LINUX_GFP_H

#include <linux/alloc_tag.h>
#include <linux/gfp_types.h>
#include <linux/mm_types.h>
#include <asm/page.h>

#define NUMA_NO_NODE (-1)
#define MAX_PAGE_ORDER 10

static inline bool gfpflags_allow_blocking(const gfp_t gfp_flags)
{
	return !!(gfp_flags & __GFP_DIRECT_RECLAIM);
}

static inline bool gfpflags_allow_spinning(const gfp_t gfp_flags)
{
	return !!(gfp_flags & __GFP_RECLAIM);
}

struct page *alloc_pages(gfp_t flags, unsigned int order);
void __free_pages(struct page *page, unsigned int order);
unsigned long __get_free_pages(gfp_t flags, unsigned int order);
unsigned long get_zeroed_page(gfp_t flags);
void free_pages(unsigned long addr, unsigned int order);
void *alloc_pages_exact(size_t size, gfp_t flags);
void free_pages_exact(void *addr, size_t size);
void split_page(struct page *page, unsigned int order);

#define alloc_pages_noprof(gfp, order) alloc_pages(gfp, order)
#define alloc_pages_node(nid, gfp, order) alloc_pages(gfp, order)
#define alloc_pages_node_noprof(nid, gfp, order) alloc_pages(gfp, order)
#define alloc_page(gfp) alloc_pages(gfp, 0)
#define get_free_pages_noprof(gfp, order) __get_free_pages(gfp, order)
#define get_zeroed_page_noprof(gfp) get_zeroed_page(gfp)
#define __get_free_page(gfp) __get_free_pages((gfp), 0)
#define __get_dma_pages(gfp, order) __get_free_pages((gfp) | GFP_DMA, (order))
#define __free_page(page) __free_pages((page), 0)
#define free_page(addr) free_pages((addr), 0)

/* May an allocation with these flags be made here? */
void might_alloc(gfp_t gfp_mask);

#endif
