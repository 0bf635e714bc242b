// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The guard of an inner block ends with the block.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *guard_inner_ok(spinlock_t *lock, int *n)
{
	{
		guard(spinlock)(lock);
		(*n)++;
	}
	return kmalloc(16, GFP_KERNEL);
}

void *guard_inner_bad(spinlock_t *lock, int *n)
{
	void *p;

	{
		guard(spinlock)(lock);
		(*n)++;
		p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	}
	return p;
}
