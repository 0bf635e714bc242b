// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// raw_spin_trylock().
#include <linux/slab.h>
#include <linux/spinlock.h>

void *trylock_raw_bad(raw_spinlock_t *lock)
{
	void *p;

	if (!raw_spin_trylock(lock))
		return NULL;
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	raw_spin_unlock(lock);
	return p;
}

void *trylock_raw_ok(raw_spinlock_t *lock)
{
	if (!raw_spin_trylock(lock))
		return kmalloc(16, GFP_KERNEL);
	raw_spin_unlock(lock);
	return NULL;
}
