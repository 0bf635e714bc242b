// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// spin_unlock_irq() enables interrupts, however they came to be off.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *unlock_irq_enables_ok(spinlock_t *lock)
{
	local_irq_disable();
	spin_lock(lock);
	spin_unlock_irq(lock);
	return kmalloc(16, GFP_KERNEL);
}

void *unlock_irq_still_locked_bad(spinlock_t *a, spinlock_t *b)
{
	void *p;

	spin_lock(a);
	spin_lock_irq(b);
	spin_unlock_irq(b);
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	spin_unlock(a);
	return p;
}
