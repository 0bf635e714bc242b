// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The flags and the lock hang on the same parameter.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *flags_follow_ok(spinlock_t *lock, bool atomic)
{
	void *p;

	if (atomic)
		spin_lock(lock);
	p = kmalloc(16, atomic ? GFP_ATOMIC : GFP_KERNEL);
	if (atomic)
		spin_unlock(lock);
	return p;
}

void *flags_reversed_bad(spinlock_t *lock, bool atomic)
{
	void *p;

	if (atomic)
		spin_lock(lock);
	p = kmalloc(16, atomic ? GFP_KERNEL : GFP_ATOMIC); /* bug: gfp-sleep-in-atomic */
	if (atomic)
		spin_unlock(lock);
	return p;
}
