// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A function that calls itself, with the lock given back on the way down.
#include <linux/slab.h>
#include <linux/spinlock.h>

static void *build(int depth)
{
	if (depth > 3)
		return kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	return build(depth + 1);
}

void *recursion_bad(spinlock_t *lock)
{
	void *p;

	spin_lock(lock);
	p = build(0); /* via: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return p;
}

void *recursion_ok(spinlock_t *lock)
{
	spin_lock(lock);
	spin_unlock(lock);
	return build(0);
}
