// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The callee drops the lock only on one of its paths.
#include <linux/slab.h>
#include <linux/spinlock.h>

struct dev {
	spinlock_t lock;
	int free;
};

static void *dev_grow(struct dev *d)
{
	void *p;

	if (d->free < 2) {
		spin_unlock(&d->lock);
		p = kmalloc(16, GFP_KERNEL);
		spin_lock(&d->lock);
		return p;
	}
	return kmalloc(32, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
}

void *drop_on_one_path_bad(struct dev *d)
{
	void *p;

	spin_lock(&d->lock);
	p = dev_grow(d); /* via: gfp-sleep-in-atomic */
	spin_unlock(&d->lock);
	return p;
}

static void *dev_grow_atomic(struct dev *d)
{
	void *p;

	if (d->free < 2) {
		spin_unlock(&d->lock);
		p = kmalloc(16, GFP_KERNEL);
		spin_lock(&d->lock);
		return p;
	}
	return kmalloc(32, GFP_ATOMIC);
}

void *drop_where_needed_ok(struct dev *d)
{
	void *p;

	spin_lock(&d->lock);
	p = dev_grow_atomic(d);
	spin_unlock(&d->lock);
	return p;
}
