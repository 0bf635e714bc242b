// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-fix %s
//
// GFP_KERNEL becomes GFP_ATOMIC.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *type_flag(spinlock_t *lock)
{
	void *p;

	spin_lock(lock);
	p = kmalloc(16, GFP_KERNEL);
	spin_unlock(lock);
	return p;
}
