// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A branch on a constant that is never taken.
#include <linux/slab.h>
#include <linux/spinlock.h>

#define DEBUG_ALLOC 0

void *dead_code_ok(spinlock_t *lock)
{
	void *p = NULL;

	spin_lock(lock);
	if (DEBUG_ALLOC)
		p = kmalloc(16, GFP_KERNEL);
	spin_unlock(lock);
	return p;
}

void *sizeof_not_evaluated_ok(spinlock_t *lock)
{
	size_t n;

	spin_lock(lock);
	n = sizeof(kmalloc_noprof(16, GFP_KERNEL));
	spin_unlock(lock);
	return kmalloc(n, GFP_KERNEL);
}
