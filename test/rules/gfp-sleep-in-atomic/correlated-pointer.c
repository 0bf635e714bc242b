// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Whether there is a lock at all decides.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *optional_lock_ok(spinlock_t *lock, int *n)
{
	if (lock)
		spin_lock(lock);
	(*n)++;
	if (lock)
		spin_unlock(lock);
	return kmalloc(16, GFP_KERNEL);
}

void *optional_lock_bad(spinlock_t *lock, int *n)
{
	void *p;

	if (lock)
		spin_lock(lock);
	(*n)++;
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	if (lock)
		spin_unlock(lock);
	return p;
}
