// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Freeing, returning and storing need no check.
#include <linux/slab.h>

void free_ok(void)
{
	kfree(kmalloc(16, GFP_KERNEL));
}

void *return_ok(void)
{
	return kmalloc(16, GFP_KERNEL);
}

bool compare_ok(void *other)
{
	void *p = kmalloc(16, GFP_KERNEL);
	bool same = p == other;

	kfree(p);
	return same;
}
