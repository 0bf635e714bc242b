// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A local remembers whether the lock is held.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *remembers_ok(spinlock_t *lock, int n)
{
	bool locked = false;

	if (n > 10) {
		spin_lock(lock);
		locked = true;
	}
	n++;
	if (locked)
		spin_unlock(lock);
	return kmalloc(n, GFP_KERNEL);
}

void *remembers_bad(spinlock_t *lock, int n)
{
	bool locked = false;
	void *p = NULL;

	if (n > 10) {
		spin_lock(lock);
		locked = true;
	}
	if (locked)
		p = kmalloc(n, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	if (locked)
		spin_unlock(lock);
	return p;
}
