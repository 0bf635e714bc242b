// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Readers of an rwlock_t must not sleep either.
#include <linux/slab.h>
#include <linux/spinlock.h>

static DEFINE_RWLOCK(names_lock);

void *rwlock_read_bad(void)
{
	void *p;

	read_lock(&names_lock);
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	read_unlock(&names_lock);
	return p;
}

void *rwlock_read_ok(void)
{
	read_lock(&names_lock);
	read_unlock(&names_lock);
	return kmalloc(16, GFP_KERNEL);
}
