// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// guard(spinlock) holds the lock to the end of the scope.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *guard_bad(spinlock_t *lock, int n)
{
	guard(spinlock)(lock);
	if (n < 0)
		return NULL;
	return kmalloc(n, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
}

void *guard_before_ok(spinlock_t *lock, int *n)
{
	void *p = kmalloc(16, GFP_KERNEL);

	guard(spinlock)(lock);
	(*n)++;
	return p;
}
