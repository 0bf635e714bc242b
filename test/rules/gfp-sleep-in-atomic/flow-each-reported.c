// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Two allocations under one lock are two mistakes.
#include <linux/slab.h>
#include <linux/spinlock.h>

void each_reported_bad(spinlock_t *lock, void **a, void **b)
{
	spin_lock(lock);
	*a = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	*b = kmalloc(32, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
}

void each_reported_ok(spinlock_t *lock, void **a, void **b)
{
	*a = kmalloc(16, GFP_KERNEL);
	spin_lock(lock);
	*b = kmalloc(32, GFP_ATOMIC);
	spin_unlock(lock);
}
