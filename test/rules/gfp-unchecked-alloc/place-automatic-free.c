// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Memory that is freed automatically must be checked all the same.
#include <linux/slab.h>

int automatic_bad(void)
{
	int *p __free(kfree) = kmalloc(sizeof(*p), GFP_KERNEL);

	*p = 3; /* bug: gfp-unchecked-alloc */
	return *p;
}

int automatic_ok(void)
{
	int *p __free(kfree) = kmalloc(sizeof(*p), GFP_KERNEL);

	if (!p)
		return -ENOMEM;
	*p = 3;
	return *p;
}

int *automatic_returned_ok(void)
{
	int *p __free(kfree) = kmalloc(sizeof(*p), GFP_KERNEL);

	if (!p)
		return NULL;
	*p = 3;
	return_ptr(p);
}
