// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// if (!spin_trylock()) return: the rest of the function holds the lock.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *trylock_negated_bad(spinlock_t *lock)
{
	void *p;

	if (!spin_trylock(lock))
		return NULL;
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return p;
}

void *trylock_negated_ok(spinlock_t *lock)
{
	if (!spin_trylock(lock))
		return kmalloc(16, GFP_KERNEL);
	spin_unlock(lock);
	return NULL;
}
