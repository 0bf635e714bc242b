// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The flags live in the guard.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *guard_irqsave_bad(spinlock_t *lock)
{
	guard(spinlock_irqsave)(lock);
	return kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
}

void *guard_irqsave_ok(spinlock_t *lock)
{
	guard(spinlock_irqsave)(lock);
	return kmalloc(16, GFP_ATOMIC);
}
