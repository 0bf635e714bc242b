// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A bit is taken out of a local.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *local_masked_ok(spinlock_t *lock)
{
	gfp_t gfp = GFP_KERNEL;
	void *p;

	spin_lock(lock);
	gfp &= ~__GFP_DIRECT_RECLAIM;
	p = kmalloc(16, gfp);
	spin_unlock(lock);
	return p;
}

void *local_masked_bad(spinlock_t *lock)
{
	gfp_t gfp = GFP_KERNEL;
	void *p;

	spin_lock(lock);
	gfp &= ~__GFP_KSWAPD_RECLAIM;
	p = kmalloc(16, gfp); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return p;
}
