// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Of two locks held, giving back one leaves the other.
#include <linux/slab.h>
#include <linux/spinlock.h>

struct pair {
	spinlock_t first;
	spinlock_t second;
};

void *one_released_bad(struct pair *d)
{
	void *p;

	spin_lock(&d->first);
	spin_lock(&d->second);
	spin_unlock(&d->second);
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	spin_unlock(&d->first);
	return p;
}

void *both_released_ok(struct pair *d)
{
	spin_lock(&d->first);
	spin_lock(&d->second);
	spin_unlock(&d->first);
	spin_unlock(&d->second);
	return kmalloc(16, GFP_KERNEL);
}
