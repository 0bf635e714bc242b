// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// spin_lock_irq() holds the lock and keeps interrupts off.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *spin_irq_bad(spinlock_t *lock)
{
	void *p;

	spin_lock_irq(lock);
	p = kmalloc(8, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	spin_unlock_irq(lock);
	return p;
}

void *spin_irq_ok(spinlock_t *lock)
{
	spin_lock_irq(lock);
	spin_unlock_irq(lock);
	return kmalloc(8, GFP_KERNEL);
}
