// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The early return gives the lock back, the way on does too.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *early_return_ok(spinlock_t *lock, int *n)
{
	spin_lock(lock);
	if (*n > 3) {
		spin_unlock(lock);
		return kmalloc(16, GFP_KERNEL);
	}
	(*n)++;
	spin_unlock(lock);
	return kmalloc(32, GFP_KERNEL);
}

void *early_return_bad(spinlock_t *lock, int *n)
{
	spin_lock(lock);
	if (*n > 3) {
		spin_unlock(lock);
		return NULL;
	}
	return kmalloc(32, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
}
