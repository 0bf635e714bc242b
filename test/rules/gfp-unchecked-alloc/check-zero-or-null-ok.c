// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// ZERO_OR_NULL_PTR() covers NULL.
#include <linux/slab.h>

char *zero_or_null_ok(size_t n)
{
	char *p = kmalloc(n, GFP_KERNEL);

	if (ZERO_OR_NULL_PTR(p))
		return NULL;
	p[0] = 0;
	return p;
}
