// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Every way out goes through one label that unlocks.
#include <linux/errno.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct dev {
	spinlock_t lock;
	bool ready;
	void *a, *b;
};

int goto_cleanup_bad(struct dev *d)
{
	int ret = -ENODEV;

	spin_lock(&d->lock);
	if (!d->ready)
		goto out;
	ret = -ENOMEM;
	d->a = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	if (!d->a)
		goto out;
	ret = 0;
out:
	spin_unlock(&d->lock);
	return ret;
}

int goto_cleanup_ok(struct dev *d)
{
	int ret = -ENODEV;

	spin_lock(&d->lock);
	if (!d->ready)
		goto out;
	ret = 0;
out:
	spin_unlock(&d->lock);
	if (ret)
		return ret;
	d->b = kmalloc(16, GFP_KERNEL);
	return d->b ? 0 : -ENOMEM;
}
