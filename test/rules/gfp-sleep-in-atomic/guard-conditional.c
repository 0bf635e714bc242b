// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// scoped_cond_guard() runs its body only with the lock.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *cond_guard_bad(spinlock_t *lock)
{
	void *p = NULL;

	scoped_cond_guard(spinlock_try, return NULL, lock) {
		p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	}
	return p;
}

void *FP_cond_guard_failed_ok(spinlock_t *lock, int *n)
{
	scoped_cond_guard(spinlock_try, return kmalloc(16, GFP_KERNEL), lock) { /* false: gfp-sleep-in-atomic */
		(*n)++;
	}
	return NULL;
}
