// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The result of a trylock compared with a number.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *trylock_compared_bad(spinlock_t *lock)
{
	void *p;

	if (spin_trylock(lock) == 0)
		return NULL;
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return p;
}

void *trylock_compared_ok(spinlock_t *lock)
{
	if (spin_trylock(lock) == 0)
		return kmalloc(16, GFP_KERNEL);
	spin_unlock(lock);
	return NULL;
}
