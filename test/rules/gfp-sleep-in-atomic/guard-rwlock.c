// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// guard(read_lock) and guard(write_lock).
#include <linux/slab.h>
#include <linux/spinlock.h>

void *guard_read_bad(rwlock_t *lock)
{
	guard(read_lock)(lock);
	return kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
}

void *guard_write_bad(rwlock_t *lock)
{
	guard(write_lock)(lock);
	return kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
}

void *guard_write_ok(rwlock_t *lock, int *n)
{
	scoped_guard(write_lock, lock)
		(*n)++;
	return kmalloc(16, GFP_KERNEL);
}
