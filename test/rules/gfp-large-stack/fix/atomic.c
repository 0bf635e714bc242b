// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-fix %s
//
// Called under a lock: the fix must not sleep.
#include <linux/slab.h>
#include <linux/spinlock.h>

void fill(char *buf, int n);

static void atomic(void)
{
	char buf[2000];

	fill(buf, 2000);
}

void locked(spinlock_t *lock)
{
	spin_lock(lock);
	atomic();
	spin_unlock(lock);
}
