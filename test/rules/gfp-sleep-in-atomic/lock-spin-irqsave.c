// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// spin_lock_irqsave() is a macro that stores the flags.
#include <linux/slab.h>
#include <linux/spinlock.h>

static DEFINE_SPINLOCK(table_lock);

void *irqsave_bad(size_t n)
{
	unsigned long flags;
	void *p;

	spin_lock_irqsave(&table_lock, flags);
	p = kzalloc(n, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	spin_unlock_irqrestore(&table_lock, flags);
	return p;
}

void *irqsave_ok(size_t n)
{
	unsigned long flags;
	void *p;

	p = kzalloc(n, GFP_KERNEL);
	spin_lock_irqsave(&table_lock, flags);
	spin_unlock_irqrestore(&table_lock, flags);
	return p;
}
