// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// spin_lock_bh() holds the lock and keeps bottom halves off.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *spin_bh_bad(spinlock_t *lock)
{
	void *p;

	spin_lock_bh(lock);
	p = kmalloc(8, GFP_NOFS); /* bug: gfp-sleep-in-atomic */
	spin_unlock_bh(lock);
	return p;
}

void *spin_bh_ok(spinlock_t *lock)
{
	spin_lock_bh(lock);
	spin_unlock_bh(lock);
	return kmalloc(8, GFP_NOFS);
}
