// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// goto retry after allocating outside the lock.
#include <linux/slab.h>
#include <linux/spinlock.h>

struct cache {
	spinlock_t lock;
	void *spare;
};

void *retry_ok(struct cache *c)
{
	void *fresh = NULL;
	void *p;

retry:
	spin_lock(&c->lock);
	p = c->spare;
	if (!p && !fresh) {
		spin_unlock(&c->lock);
		fresh = kmalloc(64, GFP_KERNEL);
		if (!fresh)
			return NULL;
		goto retry;
	}
	if (!p) {
		c->spare = fresh;
		p = fresh;
		fresh = NULL;
	}
	spin_unlock(&c->lock);
	kfree(fresh);
	return p;
}

void *retry_locked_bad(struct cache *c)
{
	void *p;

retry:
	spin_lock(&c->lock);
	p = c->spare;
	if (!p) {
		c->spare = kmalloc(64, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
		spin_unlock(&c->lock);
		goto retry;
	}
	spin_unlock(&c->lock);
	return p;
}
