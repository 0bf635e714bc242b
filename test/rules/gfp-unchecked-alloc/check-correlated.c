// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Allocated, checked and used under the same condition.
#include <linux/slab.h>

char *correlated_ok(bool want)
{
	char *p = NULL;

	if (want) {
		p = kmalloc(64, GFP_KERNEL);
		if (!p)
			return NULL;
	}
	if (want)
		p[0] = 0;
	return p;
}

char *correlated_bad(bool want, bool check)
{
	char *p = NULL;

	if (want)
		p = kmalloc(64, GFP_KERNEL);
	if (check && !p)
		return NULL;
	if (want)
		p[0] = 0; /* bug: gfp-unchecked-alloc */
	return p;
}
