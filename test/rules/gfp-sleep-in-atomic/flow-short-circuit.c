// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The allocation happens only where the left side allows it.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *short_circuit_ok(spinlock_t *lock, bool atomic)
{
	void *p = NULL;

	if (atomic)
		spin_lock(lock);
	if (!atomic && (p = kmalloc(16, GFP_KERNEL)))
		return p;
	if (atomic)
		spin_unlock(lock);
	return p;
}

void *short_circuit_bad(spinlock_t *lock, bool atomic)
{
	void *p = NULL;

	if (atomic)
		spin_lock(lock);
	if (!atomic || (p = kmalloc(16, GFP_KERNEL))) /* bug: gfp-sleep-in-atomic */
		barrier();
	if (atomic)
		spin_unlock(lock);
	return p;
}
