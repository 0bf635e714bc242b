// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The lock is what a function returns.
#include <linux/slab.h>
#include <linux/spinlock.h>

spinlock_t *lock_of(unsigned long key);

void *from_function_bad(unsigned long key)
{
	spinlock_t *lock = lock_of(key);
	void *p;

	spin_lock(lock);
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return p;
}

void *from_function_ok(unsigned long key)
{
	spinlock_t *lock = lock_of(key);

	spin_lock(lock);
	spin_unlock(lock);
	return kmalloc(16, GFP_KERNEL);
}
