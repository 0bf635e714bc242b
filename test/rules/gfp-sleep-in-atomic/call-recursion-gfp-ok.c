// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Recursion that only ever passes non-blocking flags on.
#include <linux/slab.h>
#include <linux/spinlock.h>

static void *grow(int n, gfp_t gfp)
{
	void *p = kmalloc(n, gfp); /* bug: gfp-sleep-in-atomic */

	return p || n < 16 ? p : grow(n / 2, gfp);
}

void *recursion_gfp_ok(spinlock_t *lock)
{
	void *p;

	spin_lock(lock);
	p = grow(4096, GFP_ATOMIC);
	spin_unlock(lock);
	return p;
}

void *recursion_gfp_bad(spinlock_t *lock)
{
	void *p;

	spin_lock(lock);
	p = grow(4096, GFP_KERNEL); /* via: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return p;
}
