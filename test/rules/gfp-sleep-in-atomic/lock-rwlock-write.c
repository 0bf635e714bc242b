// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The writer's side of an rwlock_t.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *rwlock_write_bad(rwlock_t *lock)
{
	void *p;

	write_lock(lock);
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	write_unlock(lock);
	return p;
}

void *rwlock_write_ok(rwlock_t *lock)
{
	write_lock(lock);
	write_unlock(lock);
	return kmalloc(16, GFP_KERNEL);
}
