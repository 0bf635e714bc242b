// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The condition is a comparison with a constant.
#include <linux/slab.h>
#include <linux/spinlock.h>

enum mode { SLOW, FAST };

void *compared_ok(spinlock_t *lock, enum mode mode)
{
	void *p = NULL;

	if (mode == FAST)
		spin_lock(lock);
	if (mode != FAST)
		p = kmalloc(16, GFP_KERNEL);
	if (mode == FAST)
		spin_unlock(lock);
	return p;
}

void *compared_bad(spinlock_t *lock, enum mode mode)
{
	void *p = NULL;

	if (mode == FAST)
		spin_lock(lock);
	if (mode != SLOW)
		p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	if (mode == FAST)
		spin_unlock(lock);
	return p;
}
