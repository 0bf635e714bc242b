// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The callee stands below its caller.
#include <linux/slab.h>
#include <linux/spinlock.h>

static void *later(void);

void *defined_later_bad(spinlock_t *lock)
{
	void *p;

	spin_lock(lock);
	p = later(); /* via: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return p;
}

void *defined_later_ok(void)
{
	return later();
}

static void *later(void)
{
	return kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
}
