// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// BUG() does not come back: what follows is reached without the lock only.
#include <linux/bug.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

void *bug_ends_ok(spinlock_t *lock, int *state)
{
	if (*state) {
		spin_lock(lock);
		BUG();
	}
	return kmalloc(16, GFP_KERNEL);
}

void *warn_goes_on_bad(spinlock_t *lock, int *state)
{
	void *p;

	if (*state) {
		spin_lock(lock);
		WARN_ON(1);
	}
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	return p;
}
