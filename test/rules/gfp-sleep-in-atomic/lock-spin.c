// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A plain spinlock: sleeping is forbidden exactly while it is held.
#include <linux/slab.h>
#include <linux/spinlock.h>

struct box {
	spinlock_t lock;
	int users;
};

void *lock_spin_bad(struct box *b)
{
	void *p;

	spin_lock(&b->lock);
	p = kmalloc(64, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	spin_unlock(&b->lock);
	return p;
}

void *lock_spin_before_ok(struct box *b)
{
	void *p = kmalloc(64, GFP_KERNEL);

	spin_lock(&b->lock);
	b->users++;
	spin_unlock(&b->lock);
	return p;
}

void *lock_spin_after_ok(struct box *b)
{
	spin_lock(&b->lock);
	b->users++;
	spin_unlock(&b->lock);
	return kmalloc(64, GFP_KERNEL);
}

void *lock_spin_atomic_ok(struct box *b)
{
	void *p;

	spin_lock(&b->lock);
	p = kmalloc(64, GFP_ATOMIC);
	spin_unlock(&b->lock);
	return p;
}
