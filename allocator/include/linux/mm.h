/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_MM_H
#define _KALLOC_LINUX_MM_H

#include <linux/gfp.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

unsigned long page_to_pfn(const struct page *page);
struct page *pfn_to_page(unsigned long pfn);
bool pfn_valid(unsigned long pfn);
void *page_address(const struct page *page);
struct page *virt_to_page(const void *address);
bool virt_addr_valid(const void *address);
u64 virt_to_phys(const volatile void *address);
void *phys_to_virt(u64 address);
unsigned int compound_order(const struct page *page);
struct page *compound_head(const struct page *page);
void get_page(struct page *page);
void put_page(struct page *page);
void *kmap(struct page *page);
void kunmap(struct page *page);

#define page_to_phys(page) ((u64)page_to_pfn(page) << PAGE_SHIFT)
#define virt_to_head_page(x) compound_head(virt_to_page(x))
#define __pa(x) ((unsigned long)virt_to_phys((void *)(x)))
#define __va(x) phys_to_virt(x)
#define page_size(page) (PAGE_SIZE << compound_order(page))
#define nth_page(page, n) pfn_to_page(page_to_pfn(page) + (n))
#define PageHighMem(page) (page_address(page) == NULL)
#define PageSlab(page) 0
#define lowmem_page_address(page) page_address(page)
#define flush_dcache_page(page) ((void)(page))
#define set_page_private(page, v) ((page)->private = (v))
#define page_private(page) ((page)->private)
#define folio_page(folio, n) nth_page(&(folio)->page, n)
#define page_folio(p) ((struct folio *)(p))
#define offset_in_folio(folio, p) offset_in_page(p)
#define want_init_on_free() 0
#define want_init_on_alloc(flags) ((flags) & __GFP_ZERO)
#define get_order(size) kalloc_get_order(size)

static inline int kalloc_get_order(unsigned long size)
{
	int order = 0;

	for (size = (size - 1) >> PAGE_SHIFT; size; size >>= 1)
		order++;
	return order;
}

#endif
