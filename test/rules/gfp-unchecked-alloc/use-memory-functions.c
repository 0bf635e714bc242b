// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// memcpy() and its family follow their pointers.
#include <linux/slab.h>
#include <linux/string.h>

void *memcpy_bad(const void *from)
{
	void *p = kmalloc(16, GFP_KERNEL);

	memcpy(p, from, 16); /* bug: gfp-unchecked-alloc */
	return p;
}

void *memset_bad(void)
{
	void *p = kmalloc(16, GFP_KERNEL);

	memset(p, 0, 16); /* bug: gfp-unchecked-alloc */
	return p;
}

void memmove_from_bad(void *to)
{
	void *p = kmalloc(16, GFP_KERNEL);

	memmove(to, p, 16); /* bug: gfp-unchecked-alloc */
	kfree(p);
}

void *memcpy_ok(const void *from)
{
	void *p = kmalloc(16, GFP_KERNEL);

	if (p)
		memcpy(p, from, 16);
	return p;
}
