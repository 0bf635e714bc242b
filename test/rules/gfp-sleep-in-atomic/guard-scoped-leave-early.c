// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A goto out of a scoped_guard() unlocks on its way.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *scoped_leave_ok(spinlock_t *lock, int *n)
{
	scoped_guard(spinlock_irqsave, lock) {
		if (*n)
			goto out;
		(*n)++;
	}
	return NULL;
out:
	return kmalloc(16, GFP_KERNEL);
}

void *scoped_stay_bad(spinlock_t *lock, int *n)
{
	scoped_guard(spinlock_irqsave, lock) {
		if (*n)
			return kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
		(*n)++;
	}
	return NULL;
}
