// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-fix %s
//
// The helper is also called where it may sleep: atomic flags would be wrong there.
#include <linux/slab.h>
#include <linux/spinlock.h>

static void *get(size_t n)
{
	return kmalloc(n, GFP_KERNEL);
}

void *locked_caller(spinlock_t *lock)
{
	void *p;

	spin_lock(lock);
	p = get(16);
	spin_unlock(lock);
	return p;
}

void *free_caller(void)
{
	return get(16);
}
