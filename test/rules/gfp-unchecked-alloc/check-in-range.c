// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A pointer that was found to lie in a pool is not NULL.
#include <linux/slab.h>

extern char *pool;

static bool in_pool(const void *p)
{
	return (unsigned long)((char *)p - pool) < 4096 && pool;
}

char *from_pool_ok(void)
{
	char *p = kmalloc(64, GFP_KERNEL);

	if (!in_pool(p))
		return NULL;
	*p = 1;
	return p;
}

char *not_from_pool_bad(void)
{
	char *p = kmalloc(64, GFP_KERNEL);

	if (in_pool(p))
		return NULL;
	*p = 1; /* bug: gfp-unchecked-alloc */
	return p;
}
