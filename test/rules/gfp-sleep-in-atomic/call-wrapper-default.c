// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A short name that stands for GFP_KERNEL.
#include <linux/slab.h>
#include <linux/spinlock.h>

static void *buffer_new_gfp(size_t n, gfp_t gfp)
{
	return kmalloc(n, gfp); /* bug: gfp-sleep-in-atomic */
}

static inline void *buffer_new(size_t n)
{
	return buffer_new_gfp(n, GFP_KERNEL);
}

void *wrapper_default_bad(spinlock_t *lock)
{
	void *p;

	spin_lock(lock);
	p = buffer_new(16); /* via: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return p;
}

void *wrapper_default_ok(spinlock_t *lock)
{
	void *p;

	spin_lock(lock);
	p = buffer_new_gfp(16, GFP_ATOMIC);
	spin_unlock(lock);
	return p;
}
