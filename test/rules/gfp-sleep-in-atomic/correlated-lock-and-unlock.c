// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// One condition guards both the lock and the unlock.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *correlated_ok(spinlock_t *lock, int *counter, bool shared)
{
	if (shared)
		spin_lock(lock);
	(*counter)++;
	if (shared)
		spin_unlock(lock);
	return kmalloc(16, GFP_KERNEL);
}

void *correlated_other_condition_bad(spinlock_t *lock, int *counter, bool shared, bool done)
{
	void *p;

	if (shared)
		spin_lock(lock);
	(*counter)++;
	if (done)
		return NULL;
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	if (shared)
		spin_unlock(lock);
	return p;
}
