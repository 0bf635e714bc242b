// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Locks of two objects of one type are two locks.
#include <linux/slab.h>
#include <linux/spinlock.h>

struct port {
	spinlock_t lock;
};

void *other_object_bad(struct port *a, struct port *b)
{
	void *p;

	spin_lock(&a->lock);
	spin_lock(&b->lock);
	spin_unlock(&b->lock);
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	spin_unlock(&a->lock);
	return p;
}

void *other_object_ok(struct port *a, struct port *b)
{
	spin_lock(&a->lock);
	spin_lock(&b->lock);
	spin_unlock(&b->lock);
	spin_unlock(&a->lock);
	return kmalloc(16, GFP_KERNEL);
}
