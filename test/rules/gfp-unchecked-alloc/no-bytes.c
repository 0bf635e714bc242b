// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// With no bytes to compare or copy, no pointer is followed, and what comes
// after is reached.
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>

static const void *find(const char *all, const void *what, size_t n)
{
	return memcmp(all, what, n) ? NULL : all;
}

void *found_bad(const char *all)
{
	char *p;

	if (!find(all, NULL, 0))
		return NULL;
	p = kmalloc(16, GFP_KERNEL);
	p[0] = 1; /* bug: gfp-unchecked-alloc */
	return p;
}

void copied_ok(const char *from)
{
	char *p = kmalloc(16, GFP_KERNEL);

	memcpy(p, from, 0);
	kfree(p);
}

void copied_bad(const char *from, size_t n)
{
	char *p = kmalloc(n, GFP_KERNEL);

	memcpy(p, from, n); /* bug: gfp-unchecked-alloc */
	kfree(p);
}
