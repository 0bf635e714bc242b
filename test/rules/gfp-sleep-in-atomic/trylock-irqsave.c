// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// spin_trylock_irqsave() is a statement expression that undoes the flags on failure.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *trylock_irqsave_bad(spinlock_t *lock)
{
	unsigned long flags;
	void *p;

	if (!spin_trylock_irqsave(lock, flags))
		return NULL;
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	spin_unlock_irqrestore(lock, flags);
	return p;
}

void *trylock_irqsave_ok(spinlock_t *lock)
{
	unsigned long flags;

	if (!spin_trylock_irqsave(lock, flags))
		return kmalloc(16, GFP_KERNEL);
	spin_unlock_irqrestore(lock, flags);
	return NULL;
}
