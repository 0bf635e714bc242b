// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A mempool waits for an element when its flags allow it.
#include <linux/mempool.h>
#include <linux/spinlock.h>

void *mempool_bad(spinlock_t *lock, mempool_t *pool)
{
	void *p;

	spin_lock(lock);
	p = mempool_alloc(pool, GFP_NOIO); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return p;
}

void *mempool_ok(spinlock_t *lock, mempool_t *pool)
{
	void *p;

	spin_lock(lock);
	p = mempool_alloc(pool, GFP_ATOMIC);
	spin_unlock(lock);
	return p;
}
