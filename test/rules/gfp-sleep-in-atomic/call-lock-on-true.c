// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A bool tells whether the helper took the lock.
#include <linux/slab.h>
#include <linux/spinlock.h>

struct dev {
	spinlock_t lock;
	bool dead;
};

static bool dev_try(struct dev *d)
{
	if (d->dead)
		return false;
	spin_lock(&d->lock);
	return true;
}

void *lock_on_true_bad(struct dev *d)
{
	void *p = NULL;

	if (dev_try(d)) {
		p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
		spin_unlock(&d->lock);
	}
	return p;
}

void *lock_on_true_ok(struct dev *d)
{
	if (!dev_try(d))
		return kmalloc(16, GFP_KERNEL);
	spin_unlock(&d->lock);
	return NULL;
}
