// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A lock out of an array of locks.
#include <linux/slab.h>
#include <linux/spinlock.h>

static spinlock_t bucket_locks[16];

void *array_element_bad(unsigned int hash)
{
	void *p;

	spin_lock(&bucket_locks[hash & 15]);
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	spin_unlock(&bucket_locks[hash & 15]);
	return p;
}

void *array_element_ok(unsigned int hash)
{
	spin_lock(&bucket_locks[hash & 15]);
	spin_unlock(&bucket_locks[hash & 15]);
	return kmalloc(16, GFP_KERNEL);
}
