// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// spin_trylock_bh().
#include <linux/slab.h>
#include <linux/spinlock.h>

void *trylock_bh_bad(spinlock_t *lock)
{
	void *p = NULL;

	if (spin_trylock_bh(lock)) {
		p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
		spin_unlock_bh(lock);
	}
	return p;
}

void *trylock_bh_ok(spinlock_t *lock)
{
	if (spin_trylock_bh(lock))
		spin_unlock_bh(lock);
	return kmalloc(16, GFP_KERNEL);
}
