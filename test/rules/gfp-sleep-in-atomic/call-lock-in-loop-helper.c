// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The helper takes a lock per turn and gives it back: nothing is left over.
#include <linux/slab.h>
#include <linux/spinlock.h>

struct dev {
	spinlock_t lock[4];
	int n;
};

static void dev_count(struct dev *d)
{
	int i;

	for (i = 0; i < 4; i++) {
		spin_lock(&d->lock[i]);
		d->n++;
		spin_unlock(&d->lock[i]);
	}
}

void *loop_helper_ok(struct dev *d)
{
	dev_count(d);
	return kmalloc(16, GFP_KERNEL);
}

void *loop_helper_bad(struct dev *d, spinlock_t *lock)
{
	void *p;

	spin_lock(lock);
	dev_count(d);
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return p;
}
