// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// gfpflags_allow_blocking() tells what the flags of a parameter are.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *tested_ok(spinlock_t *lock, gfp_t gfp)
{
	void *p;

	if (gfpflags_allow_blocking(gfp))
		return kmalloc(16, gfp);
	spin_lock(lock);
	p = kmalloc(16, gfp);
	spin_unlock(lock);
	return p;
}

void *tested_bad(spinlock_t *lock, gfp_t gfp)
{
	void *p;

	if (!gfpflags_allow_blocking(gfp))
		return NULL;
	spin_lock(lock);
	p = kmalloc(16, gfp); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return p;
}
