// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A guard class that the driver defines itself.
#include <linux/cleanup.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct chan {
	spinlock_t lock;
	bool dead;
};

DEFINE_GUARD(chan, struct chan *, spin_lock(&_T->lock), spin_unlock(&_T->lock))

void *own_class_bad(struct chan *c)
{
	guard(chan)(c);
	return kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
}

void *own_class_ok(struct chan *c)
{
	scoped_guard(chan, c)
		c->dead = true;
	return kmalloc(16, GFP_KERNEL);
}
