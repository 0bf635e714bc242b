// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The lock is taken by one function and given back by another.
#include <linux/slab.h>
#include <linux/spinlock.h>

struct dev {
	spinlock_t lock;
	int users;
};

static void dev_lock(struct dev *d)
{
	spin_lock(&d->lock);
	d->users++;
}

static void dev_unlock(struct dev *d)
{
	d->users--;
	spin_unlock(&d->lock);
}

void *lock_helpers_bad(struct dev *d)
{
	void *p;

	dev_lock(d);
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	dev_unlock(d);
	return p;
}

void *lock_helpers_ok(struct dev *d)
{
	dev_lock(d);
	dev_unlock(d);
	return kmalloc(16, GFP_KERNEL);
}
