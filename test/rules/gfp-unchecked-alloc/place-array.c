// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The result goes into an element of an array.
#include <linux/slab.h>

int array_bad(char **slot)
{
	slot[2] = kmalloc(16, GFP_KERNEL);
	slot[2][0] = 0; /* bug: gfp-unchecked-alloc */
	return 0;
}

int array_loop_bad(char **slot, int n)
{
	int i;

	for (i = 0; i < n; i++) {
		slot[i] = kmalloc(16, GFP_KERNEL);
		slot[i][0] = 0; /* bug: gfp-unchecked-alloc */
	}
	return 0;
}

int array_loop_ok(char **slot, int n)
{
	int i;

	for (i = 0; i < n; i++) {
		slot[i] = kmalloc(16, GFP_KERNEL);
		if (!slot[i])
			return -ENOMEM;
		slot[i][0] = 0;
	}
	return 0;
}
