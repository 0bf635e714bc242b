// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-fix %s
//
// Called under a lock: GFP_KERNEL would be the next mistake. No fix.
#include <linux/slab.h>
#include <linux/spinlock.h>

void fill(char *buf, int n);

static void not_atomic(void)
{
	char buf[2000];

	fill(buf, 2000);
}

void locked(spinlock_t *lock)
{
	spin_lock(lock);
	not_atomic();
	spin_unlock(lock);
}
