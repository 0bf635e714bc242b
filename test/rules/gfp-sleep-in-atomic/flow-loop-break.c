// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The loop is left with the lock held.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *loop_break_bad(spinlock_t *lock, int *n)
{
	void *p;

	for (;;) {
		spin_lock(lock);
		if (*n)
			break;
		spin_unlock(lock);
	}
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return p;
}

void *loop_break_ok(spinlock_t *lock, int *n)
{
	for (;;) {
		spin_lock(lock);
		if (*n) {
			spin_unlock(lock);
			break;
		}
		spin_unlock(lock);
	}
	return kmalloc(16, GFP_KERNEL);
}
