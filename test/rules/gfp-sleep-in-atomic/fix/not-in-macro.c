// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-fix %s
//
// The flags are written in a macro that others use as well.
#include <linux/slab.h>
#include <linux/spinlock.h>

#define DRV_GFP GFP_KERNEL
#define DRV_NEW(n) kmalloc(n, GFP_KERNEL)

void not_in_macro(spinlock_t *lock, void **s)
{
	spin_lock(lock);
	s[0] = kmalloc(16, DRV_GFP);
	s[1] = DRV_NEW(16);
	spin_unlock(lock);
}
