// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// spin_lock_irq() followed by a plain spin_unlock() leaves interrupts off.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *leaves_irqs_off_bad(spinlock_t *lock)
{
	void *p;

	spin_lock_irq(lock);
	spin_unlock(lock);
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	local_irq_enable();
	return p;
}

void *leaves_irqs_off_ok(spinlock_t *lock)
{
	spin_lock_irq(lock);
	spin_unlock(lock);
	local_irq_enable();
	return kmalloc(16, GFP_KERNEL);
}
