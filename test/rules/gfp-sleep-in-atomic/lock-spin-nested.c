// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The lockdep subclass of spin_lock_nested() changes nothing.
#include <linux/slab.h>
#include <linux/spinlock.h>

struct node {
	spinlock_t lock;
	struct node *parent;
};

void *spin_nested_bad(struct node *n)
{
	void *p;

	spin_lock(&n->parent->lock);
	spin_lock_nested(&n->lock, 1);
	spin_unlock(&n->parent->lock);
	p = kmalloc(8, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	spin_unlock(&n->lock);
	return p;
}

void *spin_nested_ok(struct node *n)
{
	spin_lock(&n->parent->lock);
	spin_lock_nested(&n->lock, 1);
	spin_unlock(&n->lock);
	spin_unlock(&n->parent->lock);
	return kmalloc(8, GFP_KERNEL);
}
