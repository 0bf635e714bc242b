// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-fix %s
//
// The flags are in a variable that serves more than this call.
#include <linux/slab.h>
#include <linux/spinlock.h>

void not_variable(spinlock_t *lock, void **s)
{
	gfp_t gfp = GFP_KERNEL;

	s[0] = kmalloc(16, gfp);
	spin_lock(lock);
	s[1] = kmalloc(16, gfp);
	spin_unlock(lock);
}
