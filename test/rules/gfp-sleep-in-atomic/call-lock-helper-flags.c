// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A helper that hands the saved flags back through a pointer.
#include <linux/slab.h>
#include <linux/spinlock.h>

struct dev {
	spinlock_t lock;
};

static void dev_lock(struct dev *d, unsigned long *flags)
{
	spin_lock_irqsave(&d->lock, *flags);
}

static void dev_unlock(struct dev *d, unsigned long flags)
{
	spin_unlock_irqrestore(&d->lock, flags);
}

void *helper_flags_bad(struct dev *d)
{
	unsigned long flags;
	void *p;

	dev_lock(d, &flags);
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	dev_unlock(d, flags);
	return p;
}

void *helper_flags_ok(struct dev *d)
{
	unsigned long flags;

	dev_lock(d, &flags);
	dev_unlock(d, flags);
	return kmalloc(16, GFP_KERNEL);
}
