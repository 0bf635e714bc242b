// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// write_lock_bh().
#include <linux/slab.h>
#include <linux/spinlock.h>

void *rwlock_write_bh_bad(rwlock_t *lock)
{
	void *p;

	write_lock_bh(lock);
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	write_unlock_bh(lock);
	return p;
}

void *rwlock_write_bh_ok(rwlock_t *lock)
{
	write_lock_bh(lock);
	write_unlock_bh(lock);
	return kmalloc(16, GFP_KERNEL);
}
