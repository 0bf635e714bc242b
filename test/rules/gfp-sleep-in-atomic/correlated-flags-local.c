// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A local gfp_t is set in the branch that takes the lock.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *flags_local_ok(spinlock_t *lock, int fast)
{
	gfp_t gfp = GFP_KERNEL;
	void *p;

	if (fast) {
		spin_lock(lock);
		gfp = GFP_ATOMIC;
	}
	p = kmalloc(16, gfp);
	if (fast)
		spin_unlock(lock);
	return p;
}

void *flags_local_bad(spinlock_t *lock, int fast)
{
	gfp_t gfp = GFP_ATOMIC;
	void *p;

	if (fast) {
		spin_lock(lock);
		gfp = GFP_KERNEL;
	}
	p = kmalloc(16, gfp); /* bug: gfp-sleep-in-atomic */
	if (fast)
		spin_unlock(lock);
	return p;
}
