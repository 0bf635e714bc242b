// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-fix %s
//
// __GFP_NOFAIL means nothing without sleeping: no fix.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *not_nofail(spinlock_t *lock)
{
	void *p;

	spin_lock(lock);
	p = kmalloc(16, GFP_NOFS | __GFP_NOFAIL);
	spin_unlock(lock);
	return p;
}
