// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The callee hands the pointer to memset().
#include <linux/slab.h>
#include <linux/string.h>

static void clear(void *p, size_t n)
{
	memset(p, 0, n);
}

void *callee_memset_bad(void)
{
	void *p = kmalloc(16, GFP_KERNEL);

	clear(p, 16); /* bug: gfp-unchecked-alloc */
	return p;
}

void *callee_memset_ok(void)
{
	void *p = kmalloc(16, GFP_KERNEL);

	if (p)
		clear(p, 16);
	return p;
}
