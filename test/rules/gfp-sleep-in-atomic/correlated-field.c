// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The condition is a member that nobody changes in between.
#include <linux/slab.h>
#include <linux/spinlock.h>

struct ring {
	spinlock_t lock;
	bool shared;
	int head;
};

void *field_ok(struct ring *r)
{
	if (r->shared)
		spin_lock(&r->lock);
	r->head++;
	if (r->shared)
		spin_unlock(&r->lock);
	return kmalloc(16, GFP_KERNEL);
}

void *field_bad(struct ring *r)
{
	void *p = NULL;

	if (r->shared)
		spin_lock(&r->lock);
	r->head++;
	if (r->shared) {
		p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
		spin_unlock(&r->lock);
	}
	return p;
}
