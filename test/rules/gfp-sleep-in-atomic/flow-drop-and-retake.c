// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The lock is dropped around the allocation and taken again.
#include <linux/slab.h>
#include <linux/spinlock.h>

struct cache {
	spinlock_t lock;
	void *spare;
};

void drop_and_retake_ok(struct cache *c)
{
	spin_lock(&c->lock);
	while (!c->spare) {
		void *p;

		spin_unlock(&c->lock);
		p = kmalloc(64, GFP_KERNEL);
		if (!p)
			return;
		spin_lock(&c->lock);
		if (c->spare)
			kfree(p);
		else
			c->spare = p;
	}
	spin_unlock(&c->lock);
}

void retake_too_early_bad(struct cache *c)
{
	void *p;

	spin_lock(&c->lock);
	spin_unlock(&c->lock);
	spin_lock(&c->lock);
	p = kmalloc(64, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	spin_unlock(&c->lock);
	kfree(p);
}
