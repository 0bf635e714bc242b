// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A guard in a loop body ends with every turn, by continue as well.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *guard_loop_ok(spinlock_t *lock, int *n)
{
	int i;

	for (i = 0; i < 4; i++) {
		guard(spinlock)(lock);
		if (*n > i)
			continue;
		(*n)++;
	}
	return kmalloc(16, GFP_KERNEL);
}

void guard_loop_bad(spinlock_t *lock, void **slot)
{
	int i;

	for (i = 0; i < 4; i++) {
		guard(spinlock)(lock);
		slot[i] = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	}
}
