// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// What counts is __GFP_DIRECT_RECLAIM, however it comes in or goes out.
#include <linux/slab.h>
#include <linux/spinlock.h>

void modifiers_bad(spinlock_t *lock, void **slot)
{
	spin_lock(lock);
	slot[0] = kmalloc(16, GFP_KERNEL | __GFP_NOWARN); /* bug: gfp-sleep-in-atomic */
	slot[1] = kmalloc(16, GFP_ATOMIC | __GFP_DIRECT_RECLAIM); /* bug: gfp-sleep-in-atomic */
	slot[2] = kmalloc(16, GFP_KERNEL & ~__GFP_FS); /* bug: gfp-sleep-in-atomic */
	slot[3] = kmalloc(16, __GFP_RECLAIM); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
}

void modifiers_ok(spinlock_t *lock, void **slot)
{
	spin_lock(lock);
	slot[0] = kmalloc(16, GFP_KERNEL & ~__GFP_DIRECT_RECLAIM);
	slot[1] = kmalloc(16, GFP_KERNEL & ~__GFP_RECLAIM);
	slot[2] = kmalloc(16, __GFP_KSWAPD_RECLAIM | __GFP_HIGH);
	spin_unlock(lock);
}
