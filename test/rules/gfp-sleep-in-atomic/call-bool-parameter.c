// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A bool parameter chooses the flags inside the callee.
#include <linux/slab.h>
#include <linux/spinlock.h>

static void *new_node(bool atomic)
{
	return kmalloc(16, atomic ? GFP_ATOMIC : GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
}

void *bool_parameter_bad(spinlock_t *lock)
{
	void *p;

	spin_lock(lock);
	p = new_node(false); /* via: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return p;
}

void *bool_parameter_ok(spinlock_t *lock)
{
	void *p;

	spin_lock(lock);
	p = new_node(true);
	spin_unlock(lock);
	return p;
}
