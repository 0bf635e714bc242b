// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The lock taken in one turn is still held in the next.
#include <linux/slab.h>
#include <linux/spinlock.h>

void loop_carried_bad(spinlock_t *lock, void **slot, int n)
{
	int i;

	for (i = 0; i < n; i++) {
		slot[i] = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
		if (i == 0)
			spin_lock(lock);
	}
	spin_unlock(lock);
}

void loop_after_ok(spinlock_t *lock, void **slot, int n)
{
	int i;

	for (i = 0; i < n; i++)
		slot[i] = kmalloc(16, GFP_KERNEL);
	spin_lock(lock);
	spin_unlock(lock);
}
