// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Another buffer serves when the allocation fails.
#include <linux/slab.h>

static char emergency[64];

char *fallback_ok(void)
{
	char *p = kmalloc(64, GFP_KERNEL) ?: emergency;

	p[0] = 0;
	return p;
}

char *fallback_if_ok(void)
{
	char *p = kmalloc(64, GFP_KERNEL);

	if (!p)
		p = emergency;
	p[0] = 0;
	return p;
}

char *fallback_allocated_bad(char *have)
{
	char *p = have ?: kmalloc(64, GFP_KERNEL);

	p[0] = 0; /* bug: gfp-unchecked-alloc */
	return p;
}
