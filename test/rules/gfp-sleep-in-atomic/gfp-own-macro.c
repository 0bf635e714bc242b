// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Flags behind the driver's own names.
#include <linux/slab.h>
#include <linux/spinlock.h>

#define DRV_GFP (GFP_KERNEL | __GFP_NOWARN)
#define DRV_GFP_FAST (GFP_ATOMIC | __GFP_NOWARN)

static const gfp_t drv_gfp = GFP_NOIO;

void own_macro_bad(spinlock_t *lock, void **slot)
{
	spin_lock(lock);
	slot[0] = kmalloc(16, DRV_GFP); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
}

void own_constant_bad(spinlock_t *lock, void **slot)
{
	spin_lock(lock);
	slot[1] = kmalloc(16, drv_gfp); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
}

void own_macro_ok(spinlock_t *lock, void **slot)
{
	spin_lock(lock);
	slot[0] = kmalloc(16, DRV_GFP_FAST);
	spin_unlock(lock);
}
