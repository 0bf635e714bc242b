// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Pages: include/linux/gfp.h, mm_types.h and mm.h of the kernel. One struct
// page for each page frame of the machine, in the order of frame numbers.
#ifndef KALLOC_PAGE_H
#define KALLOC_PAGE_H

#include "kalloc/types.h"

KALLOC_BEGIN

/// What code outside of the allocator may use of a page; what the allocator
/// knows of it is kept elsewhere.
struct page {
  unsigned long flags;
#ifdef __cplusplus
  void *lru[2];
  void *mapping;
  unsigned long index;
  unsigned long private_;
#else
  struct list_head lru; ///< Free for the owner's use, as all that follows.
  void *mapping;
  unsigned long index;
  unsigned long private;
#endif
  int _mapcount;
  int _refcount;
  void *owner;
};

enum kalloc_zone {
  KALLOC_ZONE_DMA,
  KALLOC_ZONE_DMA32,
  KALLOC_ZONE_NORMAL,
  KALLOC_ZONE_HIGHMEM,
  KALLOC_ZONES
};

#define KALLOC_MAX_PAGE_ORDER 10

/// 1 << order contiguous pages, or NULL.
struct page *alloc_pages(gfp_t flags, unsigned int order);
void __free_pages(struct page *page, unsigned int order);
/// The same by address; zero on failure. Never from HIGHMEM.
unsigned long __get_free_pages(gfp_t flags, unsigned int order);
unsigned long get_zeroed_page(gfp_t flags);
void free_pages(unsigned long address, unsigned int order);
/// size bytes in whole pages, which need not be a power of two.
void *alloc_pages_exact(size_t size, gfp_t flags);
void free_pages_exact(void *address, size_t size);
/// Fills the empty places of pages with single pages; returns how many places
/// are filled from the beginning on.
unsigned long alloc_pages_bulk_array(gfp_t flags, unsigned long count,
                                     struct page **pages);
/// Makes a block of 1 << order pages into as many blocks of one.
void split_page(struct page *page, unsigned int order);
/// Reference counts; the last reference gives the block back.
void get_page(struct page *page);
void put_page(struct page *page);

unsigned long page_to_pfn(const struct page *page);
struct page *pfn_to_page(unsigned long pfn);
bool pfn_valid(unsigned long pfn);
/// NULL for a page of HIGHMEM that is not mapped by kmap.
void *page_address(const struct page *page);
/// NULL, with a violation, for an address that is not in directly mapped
/// memory.
struct page *virt_to_page(const void *address);
bool virt_addr_valid(const void *address);
/// Physical addresses start at 0; frame n is at n * 4096.
uint64_t virt_to_phys(const volatile void *address);
void *phys_to_virt(uint64_t address);
enum kalloc_zone kalloc_page_zone(const struct page *page);
/// The order of the block that begins here, 0 inside of one.
unsigned int compound_order(const struct page *page);
struct page *compound_head(const struct page *page);

/// A page of HIGHMEM gets an address; may sleep.
void *kmap(struct page *page);
void kunmap(struct page *page);
/// The same without sleeping.
void *kalloc_kmap_atomic(struct page *page);
void kalloc_kunmap_atomic(const void *address);

KALLOC_END

#endif
