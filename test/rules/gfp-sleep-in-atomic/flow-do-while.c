// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The condition of do-while is evaluated under the lock.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *do_while_bad(spinlock_t *lock, int *n)
{
	void *p = NULL;

	spin_lock(lock);
	do {
		(*n)++;
	} while (*n < 4 && !(p = kmalloc(16, GFP_KERNEL))); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return p;
}

void *do_while_ok(spinlock_t *lock, int *n)
{
	void *p = NULL;

	do {
		spin_lock(lock);
		(*n)++;
		spin_unlock(lock);
	} while (*n < 4 && !(p = kmalloc(16, GFP_KERNEL)));
	return p;
}
