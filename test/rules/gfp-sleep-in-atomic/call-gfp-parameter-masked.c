// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The callee takes the blocking bits out of what it is given.
#include <linux/slab.h>
#include <linux/spinlock.h>

static void *new_buffer_nowait(size_t n, gfp_t gfp)
{
	return kmalloc(n, gfp & ~__GFP_DIRECT_RECLAIM);
}

static void *new_buffer_noio(size_t n, gfp_t gfp)
{
	return kmalloc(n, gfp & ~__GFP_IO); /* bug: gfp-sleep-in-atomic */
}

void *masked_ok(spinlock_t *lock)
{
	void *p;

	spin_lock(lock);
	p = new_buffer_nowait(16, GFP_KERNEL);
	spin_unlock(lock);
	return p;
}

void *masked_otherwise_bad(spinlock_t *lock)
{
	void *p;

	spin_lock(lock);
	p = new_buffer_noio(16, GFP_KERNEL); /* via: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return p;
}
