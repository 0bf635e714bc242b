// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The allocation stands in one arm of ?:.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *conditional_ok(spinlock_t *lock, bool atomic)
{
	void *p;

	if (atomic)
		spin_lock(lock);
	p = atomic ? NULL : kmalloc(16, GFP_KERNEL);
	if (atomic)
		spin_unlock(lock);
	return p;
}

void *conditional_bad(spinlock_t *lock, bool atomic)
{
	void *p;

	if (atomic)
		spin_lock(lock);
	p = atomic ? kmalloc(16, GFP_KERNEL) : NULL; /* bug: gfp-sleep-in-atomic */
	if (atomic)
		spin_unlock(lock);
	return p;
}
