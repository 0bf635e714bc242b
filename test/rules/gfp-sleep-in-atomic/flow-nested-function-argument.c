// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The allocation is an argument of another call.
#include <linux/slab.h>
#include <linux/spinlock.h>

void publish(void *p);

void nested_argument_bad(spinlock_t *lock)
{
	spin_lock(lock);
	publish(kmalloc(16, GFP_KERNEL)); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
}

void nested_argument_ok(spinlock_t *lock)
{
	publish(kmalloc(16, GFP_KERNEL));
	spin_lock(lock);
	spin_unlock(lock);
}
