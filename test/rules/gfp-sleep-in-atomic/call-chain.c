// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Three calls between the lock and the allocation.
#include <linux/slab.h>
#include <linux/spinlock.h>

static void *level3(void)
{
	return kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
}

static void *level2(int n)
{
	return n ? level3() : NULL;
}

static void *level1(void)
{
	return level2(1);
}

void *chain_bad(spinlock_t *lock)
{
	void *p;

	spin_lock(lock);
	p = level1(); /* via: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return p;
}

void *chain_ok(spinlock_t *lock)
{
	spin_lock(lock);
	spin_unlock(lock);
	return level1();
}
