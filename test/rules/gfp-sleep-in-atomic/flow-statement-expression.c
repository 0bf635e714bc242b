// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Lock and allocation inside a statement expression of the author's own macro.
#include <linux/slab.h>
#include <linux/spinlock.h>

#define locked(lock, expr)                                                     \
	({                                                                     \
		__typeof__(expr) __result;                                     \
																	   \
		spin_lock(lock);                                               \
		__result = (expr);                                             \
		spin_unlock(lock);                                             \
		__result;                                                      \
	})

void *statement_expression_bad(spinlock_t *lock)
{
	return locked(lock, kmalloc(16, GFP_KERNEL)); /* bug: gfp-sleep-in-atomic */
}

void *statement_expression_ok(spinlock_t *lock, int *n)
{
	int count = locked(lock, (*n)++);

	return kmalloc(count, GFP_KERNEL);
}
