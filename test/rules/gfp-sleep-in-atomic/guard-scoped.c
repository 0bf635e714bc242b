// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// scoped_guard() holds the lock for one statement.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *scoped_bad(spinlock_t *lock)
{
	void *p = NULL;

	scoped_guard(spinlock, lock) {
		p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	}
	return p;
}

void *scoped_ok(spinlock_t *lock, int *n)
{
	scoped_guard(spinlock, lock)
		(*n)++;
	return kmalloc(16, GFP_KERNEL);
}
