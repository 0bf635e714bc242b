// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The lock is held only where spin_trylock() said so.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *trylock_taken_bad(spinlock_t *lock)
{
	void *p = NULL;

	if (spin_trylock(lock)) {
		p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
		spin_unlock(lock);
	}
	return p;
}

void *trylock_not_taken_ok(spinlock_t *lock)
{
	if (spin_trylock(lock)) {
		spin_unlock(lock);
		return NULL;
	}
	return kmalloc(16, GFP_KERNEL);
}
