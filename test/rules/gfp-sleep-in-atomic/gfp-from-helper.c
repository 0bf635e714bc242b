// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A helper returns the flags to use.
#include <linux/slab.h>
#include <linux/spinlock.h>

static gfp_t pick(bool atomic)
{
	if (atomic)
		return GFP_ATOMIC;
	return GFP_KERNEL;
}

void *from_helper_bad(spinlock_t *lock)
{
	void *p;

	spin_lock(lock);
	p = kmalloc(16, pick(false)); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return p;
}

void *from_helper_ok(spinlock_t *lock)
{
	void *p;

	spin_lock(lock);
	p = kmalloc(16, pick(true));
	spin_unlock(lock);
	return p;
}
