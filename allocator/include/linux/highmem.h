/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_HIGHMEM_H
#define _KALLOC_LINUX_HIGHMEM_H

#include <linux/bottom_half.h>
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/uaccess.h>
#include <linux/types.h>

void pagefault_disable(void);
void pagefault_enable(void);

static inline void *kmap_atomic(struct page *page)
{
	preempt_disable();
	pagefault_disable();
	return page_address(page);
}

static inline void __kunmap_atomic(const void *addr)
{
	pagefault_enable();
	preempt_enable();
}
#define kunmap_atomic(__addr)                                                  \
	do {                                                                   \
		__kunmap_atomic(__addr);                                       \
	} while (0)

static inline void *kmap_local_page(struct page *page)
{
	return page_address(page);
}

static inline void __kunmap_local(const void *vaddr)
{
	(void)vaddr;
}
#define kunmap_local(__addr)                                                   \
	do {                                                                   \
		__kunmap_local(__addr);                                        \
	} while (0)

#endif
