// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The second test is the negation of the first.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *negated_ok(spinlock_t *lock, bool may_sleep)
{
	void *p = NULL;

	if (!may_sleep)
		spin_lock(lock);
	if (may_sleep)
		p = kmalloc(16, GFP_KERNEL);
	if (!may_sleep)
		spin_unlock(lock);
	return p;
}

void *negated_bad(spinlock_t *lock, bool may_sleep)
{
	void *p = NULL;

	if (!may_sleep)
		spin_lock(lock);
	if (!may_sleep)
		p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	if (!may_sleep)
		spin_unlock(lock);
	return p;
}
