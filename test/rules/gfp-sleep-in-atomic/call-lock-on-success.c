// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The helper returns 0 with the lock held and an error without.
#include <linux/errno.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct dev {
	spinlock_t lock;
	bool dead;
};

static int dev_begin(struct dev *d)
{
	spin_lock(&d->lock);
	if (d->dead) {
		spin_unlock(&d->lock);
		return -ENODEV;
	}
	return 0;
}

void *lock_on_success_bad(struct dev *d)
{
	void *p;

	if (dev_begin(d))
		return NULL;
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	spin_unlock(&d->lock);
	return p;
}

void *lock_on_success_ok(struct dev *d)
{
	int ret = dev_begin(d);

	if (ret)
		return kmalloc(16, GFP_KERNEL);
	spin_unlock(&d->lock);
	return kmalloc(32, GFP_KERNEL);
}

void *lock_on_success_negative_ok(struct dev *d)
{
	if (dev_begin(d) < 0)
		return kmalloc(16, GFP_KERNEL);
	spin_unlock(&d->lock);
	return NULL;
}
