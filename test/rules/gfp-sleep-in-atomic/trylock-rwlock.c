// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// read_trylock() and write_trylock().
#include <linux/slab.h>
#include <linux/spinlock.h>

void *trylock_read_bad(rwlock_t *lock)
{
	void *p;

	if (!read_trylock(lock))
		return NULL;
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	read_unlock(lock);
	return p;
}

void *trylock_write_bad(rwlock_t *lock)
{
	void *p = NULL;

	if (write_trylock(lock)) {
		p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
		write_unlock(lock);
	}
	return p;
}

void *trylock_write_ok(rwlock_t *lock)
{
	if (write_trylock(lock)) {
		write_unlock(lock);
		return NULL;
	}
	return kmalloc(16, GFP_KERNEL);
}
