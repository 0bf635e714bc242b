// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Pages: by address the failure is zero, not NULL.
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/string.h>

void free_page_bad(void)
{
	unsigned long addr = __get_free_page(GFP_KERNEL);

	memset((void *)addr, 0, PAGE_SIZE); /* bug: gfp-unchecked-alloc */
	free_page(addr);
}

void free_page_ok(void)
{
	unsigned long addr = __get_free_page(GFP_KERNEL);

	if (!addr)
		return;
	memset((void *)addr, 0, PAGE_SIZE);
	free_page(addr);
}

void free_page_pointer_bad(void)
{
	char *p = (char *)get_zeroed_page(GFP_KERNEL);

	p[0] = 1; /* bug: gfp-unchecked-alloc */
	free_page((unsigned long)p);
}
