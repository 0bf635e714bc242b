// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Flags in the initialiser of a local structure that goes to a callee.
#include <linux/slab.h>
#include <linux/spinlock.h>

struct request {
	size_t len;
	gfp_t gfp;
};

static void *request_alloc(const struct request *r)
{
	return kmalloc(r->len, r->gfp); /* bug: gfp-sleep-in-atomic */
}

void *initialiser_bad(spinlock_t *lock)
{
	struct request r = { .len = 16, .gfp = GFP_KERNEL };
	void *p;

	spin_lock(lock);
	p = request_alloc(&r); /* via: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return p;
}

void *initialiser_ok(spinlock_t *lock)
{
	struct request r = { .len = 16, .gfp = GFP_ATOMIC };
	void *p;

	spin_lock(lock);
	p = request_alloc(&r);
	spin_unlock(lock);
	return p;
}
