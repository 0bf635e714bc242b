// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The lock is dropped exactly when the flags allow blocking.
#include <linux/slab.h>
#include <linux/spinlock.h>

static void *refill(spinlock_t *lock, gfp_t gfp)
{
	void *p;

	if (gfpflags_allow_blocking(gfp))
		spin_unlock(lock);
	p = kmalloc(16, gfp);
	if (gfpflags_allow_blocking(gfp))
		spin_lock(lock);
	return p;
}

void *tested_unlocks_ok(spinlock_t *lock)
{
	void *p;

	spin_lock(lock);
	p = refill(lock, GFP_KERNEL);
	if (!p)
		p = refill(lock, GFP_ATOMIC);
	spin_unlock(lock);
	return p;
}

static void *refill_reversed(spinlock_t *lock, gfp_t gfp)
{
	void *p;

	if (!gfpflags_allow_blocking(gfp))
		spin_unlock(lock);
	p = kmalloc(16, gfp); /* bug: gfp-sleep-in-atomic */
	if (!gfpflags_allow_blocking(gfp))
		spin_lock(lock);
	return p;
}

void *tested_unlocks_bad(spinlock_t *lock)
{
	void *p;

	spin_lock(lock);
	p = refill_reversed(lock, GFP_KERNEL); /* via: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return p;
}
