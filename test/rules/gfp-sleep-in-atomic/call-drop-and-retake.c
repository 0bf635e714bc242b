// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The callee drops the caller's lock around its allocation and takes it again.
#include <linux/slab.h>
#include <linux/spinlock.h>

struct dev {
	spinlock_t lock;
	void *spare;
};

static int dev_refill(struct dev *d)
{
	void *p;

	spin_unlock(&d->lock);
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	spin_lock(&d->lock);
	if (!p)
		return -ENOMEM;
	kfree(d->spare);
	d->spare = p;
	return 0;
}

int drop_and_retake_ok(struct dev *d)
{
	int ret;

	spin_lock(&d->lock);
	ret = dev_refill(d);
	spin_unlock(&d->lock);
	return ret;
}

void *still_locked_after_bad(struct dev *d)
{
	void *p;

	spin_lock(&d->lock);
	dev_refill(d);
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	spin_unlock(&d->lock);
	return p;
}

int other_lock_held_bad(struct dev *d, spinlock_t *other)
{
	int ret;

	spin_lock(other);
	spin_lock(&d->lock);
	ret = dev_refill(d); /* via: gfp-sleep-in-atomic */
	spin_unlock(&d->lock);
	spin_unlock(other);
	return ret;
}
