// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A helper allocates with GFP_KERNEL; calling it under a lock is the mistake.
#include <linux/slab.h>
#include <linux/spinlock.h>

static void *new_buffer(size_t n)
{
	return kzalloc(n + 8, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
}

void *helper_sleeps_bad(spinlock_t *lock)
{
	void *p;

	spin_lock(lock);
	p = new_buffer(16); /* via: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return p;
}

void *helper_sleeps_ok(spinlock_t *lock)
{
	spin_lock(lock);
	spin_unlock(lock);
	return new_buffer(16);
}
