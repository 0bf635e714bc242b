// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The flags pass through two functions, one of which adds to them.
#include <linux/slab.h>
#include <linux/spinlock.h>

static void *__new_buffer(size_t n, gfp_t gfp)
{
	return kmalloc(n, gfp | __GFP_NOWARN); /* bug: gfp-sleep-in-atomic */
}

static void *new_buffer(gfp_t gfp, size_t n)
{
	return __new_buffer(2 * n, gfp | __GFP_ZERO);
}

void *gfp_chain_bad(spinlock_t *lock)
{
	void *p;

	spin_lock(lock);
	p = new_buffer(GFP_NOIO, 16); /* via: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return p;
}

void *gfp_chain_ok(spinlock_t *lock)
{
	void *p;

	spin_lock(lock);
	p = new_buffer(GFP_NOWAIT, 16);
	spin_unlock(lock);
	return p;
}
