// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Flags are kept in a member.
#include <linux/slab.h>
#include <linux/spinlock.h>

struct request {
	gfp_t gfp;
	int len;
};

void *field_bad(spinlock_t *lock, struct request *r)
{
	void *p;

	r->gfp = GFP_KERNEL;
	r->len = 16;
	spin_lock(lock);
	p = kmalloc(16, r->gfp); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return p;
}

void *field_ok(spinlock_t *lock, struct request *r)
{
	void *p;

	r->gfp = GFP_ATOMIC;
	r->len = 16;
	spin_lock(lock);
	p = kmalloc(16, r->gfp);
	spin_unlock(lock);
	return p;
}
