// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Two guards end in reverse order; the inner one alone ends with its block.
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

void *guard_two_ok(struct mutex *m, spinlock_t *lock, int *n)
{
	guard(mutex)(m);
	scoped_guard(spinlock, lock) {
		(*n)++;
	}
	return kmalloc(16, GFP_KERNEL);
}

void *guard_two_bad(spinlock_t *outer, spinlock_t *inner, int *n)
{
	guard(spinlock)(outer);
	scoped_guard(spinlock, inner) {
		(*n)++;
	}
	return kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
}
