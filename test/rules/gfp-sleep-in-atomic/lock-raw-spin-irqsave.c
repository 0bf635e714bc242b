// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// raw_spin_lock_irqsave() and its way back.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *raw_irqsave_bad(raw_spinlock_t *lock)
{
	unsigned long flags;
	void *p;

	raw_spin_lock_irqsave(lock, flags);
	p = kmalloc(8, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	raw_spin_unlock_irqrestore(lock, flags);
	return p;
}

void *raw_irqsave_ok(raw_spinlock_t *lock)
{
	unsigned long flags;

	raw_spin_lock_irqsave(lock, flags);
	raw_spin_unlock_irqrestore(lock, flags);
	return kmalloc(8, GFP_KERNEL);
}
