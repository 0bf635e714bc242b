// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <linux/slab.h>
#include <linux/spinlock.h>

void *take_bad(spinlock_t *lock)
{
	void *p;

	spin_lock(lock);
	p = kmalloc(16, GFP_KERNEL);
	spin_unlock(lock);
	return p;
}
