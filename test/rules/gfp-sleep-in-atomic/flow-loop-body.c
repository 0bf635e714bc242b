// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Lock and unlock inside a loop body; the allocation at its top is free.
#include <linux/slab.h>
#include <linux/spinlock.h>

void loop_body_ok(spinlock_t *lock, void **slot, int n)
{
	int i;

	for (i = 0; i < n; i++) {
		slot[i] = kmalloc(16, GFP_KERNEL);
		spin_lock(lock);
		spin_unlock(lock);
	}
}

void loop_body_bad(spinlock_t *lock, void **slot, int n)
{
	int i;

	for (i = 0; i < n; i++) {
		spin_lock(lock);
		slot[i] = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
		spin_unlock(lock);
	}
}
