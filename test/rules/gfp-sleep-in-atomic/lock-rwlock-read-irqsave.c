// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// read_lock_irqsave() stores the flags through a macro.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *rwlock_irqsave_bad(rwlock_t *lock)
{
	unsigned long flags;
	void *p;

	read_lock_irqsave(lock, flags);
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	read_unlock_irqrestore(lock, flags);
	return p;
}

void *rwlock_irqsave_ok(rwlock_t *lock)
{
	unsigned long flags;

	read_lock_irqsave(lock, flags);
	read_unlock_irqrestore(lock, flags);
	return kmalloc(16, GFP_KERNEL);
}
