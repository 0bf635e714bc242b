// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Flags are added to a local step by step.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *local_or_bad(spinlock_t *lock, int zero)
{
	gfp_t gfp = __GFP_NOWARN;
	void *p;

	if (zero)
		gfp |= __GFP_ZERO;
	gfp |= GFP_KERNEL;
	spin_lock(lock);
	p = kmalloc(16, gfp); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return p;
}

void *local_or_ok(spinlock_t *lock, int zero)
{
	gfp_t gfp = GFP_ATOMIC;
	void *p;

	if (zero)
		gfp |= __GFP_ZERO;
	spin_lock(lock);
	p = kmalloc(16, gfp);
	spin_unlock(lock);
	return p;
}
