// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// kmap_atomic() forbids sleeping, kmap_local_page() does not.
#include <linux/highmem.h>
#include <linux/slab.h>

void *kmap_atomic_bad(struct page *page)
{
	char *from = kmap_atomic(page);
	char *p;

	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	if (p)
		p[0] = from[0];
	kunmap_atomic(from);
	return p;
}

void *kmap_local_ok(struct page *page)
{
	char *from = kmap_local_page(page);
	char *p;

	p = kmalloc(16, GFP_KERNEL);
	if (p)
		p[0] = from[0];
	kunmap_local(from);
	return p;
}
