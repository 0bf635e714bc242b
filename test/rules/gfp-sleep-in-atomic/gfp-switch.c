// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A switch chooses the flags.
#include <linux/slab.h>
#include <linux/spinlock.h>

static void *alloc_for(int prio)
{
	gfp_t gfp;

	switch (prio) {
	case 0:
		gfp = GFP_KERNEL;
		break;
	case 1:
		gfp = GFP_NOWAIT;
		break;
	default:
		gfp = GFP_ATOMIC;
		break;
	}
	return kmalloc(16, gfp); /* bug: gfp-sleep-in-atomic */
}

void *gfp_switch_bad(spinlock_t *lock)
{
	void *p;

	spin_lock(lock);
	p = alloc_for(0); /* via: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return p;
}

void *gfp_switch_ok(spinlock_t *lock)
{
	void *p;

	spin_lock(lock);
	p = alloc_for(1);
	if (!p)
		p = alloc_for(2);
	spin_unlock(lock);
	return p;
}
