// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The callee gives the lock back before it allocates.
#include <linux/slab.h>
#include <linux/spinlock.h>

struct dev {
	spinlock_t lock;
	int n;
};

static void *finish_and_alloc(struct dev *d)
{
	d->n++;
	spin_unlock(&d->lock);
	return kmalloc(16, GFP_KERNEL);
}

void *unlock_in_callee_ok(struct dev *d)
{
	spin_lock(&d->lock);
	return finish_and_alloc(d);
}

static void *alloc_and_finish(struct dev *d)
{
	void *p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */

	spin_unlock(&d->lock);
	return p;
}

void *unlock_in_callee_bad(struct dev *d)
{
	spin_lock(&d->lock);
	return alloc_and_finish(d); /* via: gfp-sleep-in-atomic */
}
