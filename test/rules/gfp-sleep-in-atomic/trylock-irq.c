// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// spin_trylock_irq() enables interrupts again when it fails.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *trylock_irq_bad(spinlock_t *lock)
{
	void *p;

	if (!spin_trylock_irq(lock))
		return NULL;
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	spin_unlock_irq(lock);
	return p;
}

void *trylock_irq_ok(spinlock_t *lock)
{
	if (!spin_trylock_irq(lock))
		return kmalloc(16, GFP_KERNEL);
	spin_unlock_irq(lock);
	return NULL;
}
