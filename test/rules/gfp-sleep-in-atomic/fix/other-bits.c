// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-fix %s
//
// Other bits stay where they are.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *other_bits(spinlock_t *lock)
{
	void *p;

	spin_lock(lock);
	p = kmalloc(16, __GFP_NOWARN | GFP_NOFS | __GFP_ZERO);
	spin_unlock(lock);
	return p;
}
