// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Allocated before the loop, used inside it.
#include <linux/slab.h>

int *loop_bad(int n)
{
	int *p = kmalloc_array(n, sizeof(*p), GFP_KERNEL);
	int i;

	for (i = 0; i < n; i++)
		p[i] = i; /* bug: gfp-unchecked-alloc */
	return p;
}

int *loop_ok(int n)
{
	int *p = kmalloc_array(n, sizeof(*p), GFP_KERNEL);
	int i;

	if (!p)
		return NULL;
	for (i = 0; i < n; i++)
		p[i] = i;
	return p;
}
