// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A pointer freed automatically at the end of a locked scope: kfree() never sleeps.
#include <linux/slab.h>
#include <linux/spinlock.h>

int free_under_lock_ok(spinlock_t *lock, int *n)
{
	void *p __free(kfree) = kmalloc(16, GFP_KERNEL);

	if (!p)
		return -ENOMEM;
	guard(spinlock)(lock);
	(*n)++;
	return 0;
}
