// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The condition is assigned to between the two tests, so they are independent.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *changed_between_bad(spinlock_t *lock, int locked, int next)
{
	void *p;

	if (locked)
		spin_lock(lock);
	locked = next;
	if (locked)
		return NULL;
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return p;
}

void *unchanged_between_ok(spinlock_t *lock, int locked, int *next)
{
	if (locked)
		spin_lock(lock);
	(*next)++;
	if (locked) {
		spin_unlock(lock);
		return NULL;
	}
	return kmalloc(16, GFP_KERNEL);
}
