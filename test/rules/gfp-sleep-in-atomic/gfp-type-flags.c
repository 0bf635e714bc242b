// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Each type flag, under a lock: those that may block are wrong.
#include <linux/slab.h>
#include <linux/spinlock.h>

void type_flags_bad(spinlock_t *lock, void **slot)
{
	spin_lock(lock);
	slot[0] = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	slot[1] = kmalloc(16, GFP_NOFS); /* bug: gfp-sleep-in-atomic */
	slot[2] = kmalloc(16, GFP_NOIO); /* bug: gfp-sleep-in-atomic */
	slot[3] = kmalloc(16, GFP_USER); /* bug: gfp-sleep-in-atomic */
	slot[4] = kmalloc(16, GFP_KERNEL_ACCOUNT); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
}

void type_flags_ok(spinlock_t *lock, void **slot)
{
	spin_lock(lock);
	slot[0] = kmalloc(16, GFP_ATOMIC);
	slot[1] = kmalloc(16, GFP_NOWAIT);
	slot[2] = kmalloc(16, GFP_ATOMIC | __GFP_ZERO);
	slot[3] = kmalloc(16, GFP_ATOMIC | GFP_DMA);
	slot[4] = kmalloc(16, 0);
	spin_unlock(lock);
}
