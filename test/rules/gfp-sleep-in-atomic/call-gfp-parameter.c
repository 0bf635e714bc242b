// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The flags come as a parameter: the caller decides.
#include <linux/slab.h>
#include <linux/spinlock.h>

static void *new_buffer(size_t n, gfp_t gfp)
{
	return kmalloc(n, gfp); /* bug: gfp-sleep-in-atomic */
}

void *gfp_parameter_bad(spinlock_t *lock)
{
	void *p;

	spin_lock(lock);
	p = new_buffer(16, GFP_KERNEL); /* via: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return p;
}

void *gfp_parameter_ok(spinlock_t *lock)
{
	void *p;

	spin_lock(lock);
	p = new_buffer(16, GFP_ATOMIC);
	spin_unlock(lock);
	return p;
}
