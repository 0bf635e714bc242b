// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Two allocations, one check for both.
#include <linux/slab.h>

int two_ok(char **out)
{
	char *a = kmalloc(16, GFP_KERNEL);
	char *b = kmalloc(16, GFP_KERNEL);

	if (!a || !b) {
		kfree(a);
		kfree(b);
		return -ENOMEM;
	}
	a[0] = b[0] = 0;
	out[0] = a;
	out[1] = b;
	return 0;
}

int two_not_and_ok(char **out)
{
	char *a = kmalloc(16, GFP_KERNEL);
	char *b = kmalloc(16, GFP_KERNEL);

	if (!(a && b)) {
		kfree(a);
		kfree(b);
		return -ENOMEM;
	}
	a[0] = b[0] = 0;
	out[0] = a;
	out[1] = b;
	return 0;
}

int two_wrong_operator_bad(char **out)
{
	char *a = kmalloc(16, GFP_KERNEL);
	char *b = kmalloc(16, GFP_KERNEL);

	if (!a && !b)
		return -ENOMEM;
	a[0] = 0; /* bug: gfp-unchecked-alloc */
	b[0] = 0; /* bug: gfp-unchecked-alloc */
	out[0] = a;
	out[1] = b;
	return 0;
}
