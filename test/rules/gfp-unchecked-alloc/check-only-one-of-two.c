// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The second allocation is forgotten.
#include <linux/slab.h>

int only_one_bad(char **out)
{
	char *a = kmalloc(16, GFP_KERNEL);
	char *b = kmalloc(16, GFP_KERNEL);

	if (!a)
		return -ENOMEM;
	a[0] = 0;
	b[0] = 0; /* bug: gfp-unchecked-alloc */
	out[0] = a;
	out[1] = b;
	return 0;
}

int in_turn_ok(char **out)
{
	if (!(out[0] = kmalloc(16, GFP_KERNEL)) || !(out[1] = kmalloc(16, GFP_KERNEL)))
		return -ENOMEM;
	out[0][0] = 0;
	out[1][0] = 0;
	return 0;
}
