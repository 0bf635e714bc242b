// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A parameter decides whether the helper locks.
#include <linux/slab.h>
#include <linux/spinlock.h>

struct dev {
	spinlock_t lock;
};

static void dev_enter(struct dev *d, bool lock)
{
	if (lock)
		spin_lock(&d->lock);
}

static void dev_leave(struct dev *d, bool lock)
{
	if (lock)
		spin_unlock(&d->lock);
}

void *lock_if_asked_bad(struct dev *d)
{
	void *p;

	dev_enter(d, true);
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	dev_leave(d, true);
	return p;
}

void *lock_if_asked_ok(struct dev *d)
{
	void *p;

	dev_enter(d, false);
	p = kmalloc(16, GFP_KERNEL);
	dev_leave(d, false);
	return p;
}
