// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// panic() does not come back.
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

void *noreturn_ok(spinlock_t *lock, int broken)
{
	if (broken) {
		spin_lock(lock);
		panic("broken");
	}
	return kmalloc(16, GFP_KERNEL);
}

void *returns_bad(spinlock_t *lock, int broken)
{
	if (broken) {
		spin_lock(lock);
		pr_err("broken");
	}
	return kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
}
