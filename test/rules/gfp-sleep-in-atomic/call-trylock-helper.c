// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A helper hands on the result of a trylock.
#include <linux/slab.h>
#include <linux/spinlock.h>

struct dev {
	spinlock_t lock;
};

static inline int dev_trylock(struct dev *d)
{
	return spin_trylock(&d->lock);
}

void *trylock_helper_bad(struct dev *d)
{
	void *p;

	if (!dev_trylock(d))
		return NULL;
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	spin_unlock(&d->lock);
	return p;
}

void *trylock_helper_ok(struct dev *d)
{
	if (!dev_trylock(d))
		return kmalloc(16, GFP_KERNEL);
	spin_unlock(&d->lock);
	return NULL;
}
