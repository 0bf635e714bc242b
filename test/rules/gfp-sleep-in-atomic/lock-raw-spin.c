// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// raw_spinlock_t: an allocation that sleeps is wrong as under a spinlock_t.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *raw_spin_bad(raw_spinlock_t *lock)
{
	void *p;

	raw_spin_lock(lock);
	p = kmalloc(8, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	raw_spin_unlock(lock);
	return p;
}

void *raw_spin_ok(raw_spinlock_t *lock)
{
	raw_spin_lock(lock);
	raw_spin_unlock(lock);
	return kmalloc(8, GFP_KERNEL);
}
