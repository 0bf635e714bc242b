// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Waiting for a lock by trying again and again ends with the lock held.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *trylock_loop_bad(spinlock_t *lock)
{
	void *p;

	while (!spin_trylock(lock))
		barrier();
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return p;
}

void *trylock_loop_ok(spinlock_t *lock)
{
	void *p = NULL;

	while (!spin_trylock(lock)) {
		kfree(p);
		p = kmalloc(16, GFP_KERNEL);
	}
	spin_unlock(lock);
	return p;
}
