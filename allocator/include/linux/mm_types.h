/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_MM_TYPES_H
#define _KALLOC_LINUX_MM_TYPES_H

#include <linux/types.h>

/* As kalloc/page.h has it. */
struct page {
	unsigned long flags;
	struct list_head lru;
	void *mapping;
	unsigned long index;
	unsigned long private;
	int _mapcount;
	int _refcount;
	void *owner;
};

/* Of one page or more. */
struct folio {
	struct page page;
};

#endif
