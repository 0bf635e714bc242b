// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A trylock as the right side of &&.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *trylock_and_bad(spinlock_t *lock, int wanted)
{
	void *p = NULL;

	if (wanted && spin_trylock(lock)) {
		p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
		spin_unlock(lock);
	}
	return p;
}

void *trylock_and_ok(spinlock_t *lock, int wanted)
{
	if (wanted && spin_trylock(lock)) {
		spin_unlock(lock);
		return NULL;
	}
	return kmalloc(16, GFP_KERNEL);
}
