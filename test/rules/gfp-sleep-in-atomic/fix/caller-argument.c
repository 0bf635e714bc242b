// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-fix %s
//
// The flags are written where the helper is called; that is where they are wrong.
#include <linux/slab.h>
#include <linux/spinlock.h>

static void *get(size_t n, gfp_t gfp)
{
	return kmalloc(n, gfp);
}

void *caller_argument(spinlock_t *lock)
{
	void *p;

	spin_lock(lock);
	p = get(16, GFP_KERNEL);
	spin_unlock(lock);
	return p;
}

void *caller_right(void)
{
	return get(16, GFP_KERNEL);
}
