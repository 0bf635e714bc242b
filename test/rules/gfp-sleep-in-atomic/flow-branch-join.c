// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// One way in holds the lock, the other does not: the allocation behind both is wrong.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *join_bad(spinlock_t *lock, int *n, int urgent)
{
	void *p;

	if (urgent)
		spin_lock(lock);
	else
		(*n)++;
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	if (urgent)
		spin_unlock(lock);
	return p;
}

void *join_ok(spinlock_t *lock, int *n, int urgent)
{
	if (urgent) {
		spin_lock(lock);
		(*n)++;
		spin_unlock(lock);
	} else {
		(*n)--;
	}
	return kmalloc(16, GFP_KERNEL);
}
