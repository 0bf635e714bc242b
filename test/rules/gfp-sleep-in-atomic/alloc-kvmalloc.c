// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// kvmalloc() sleeps when its flags say so.
#include <linux/slab.h>
#include <linux/spinlock.h>

void kvmalloc_bad(spinlock_t *lock, void **s)
{
	spin_lock(lock);
	s[0] = kvmalloc(1 << 16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	s[1] = kvzalloc(1 << 16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	s[2] = kvcalloc(4, 1 << 10, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
}

void kvmalloc_ok(spinlock_t *lock, void **s)
{
	s[0] = kvmalloc(1 << 16, GFP_KERNEL);
	spin_lock(lock);
	s[1] = s[0];
	spin_unlock(lock);
}
