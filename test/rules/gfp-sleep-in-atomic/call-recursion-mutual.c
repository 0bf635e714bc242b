// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Two functions that call one another.
#include <linux/slab.h>
#include <linux/spinlock.h>

static void *parse_list(int depth);

static void *parse_item(int depth)
{
	return depth > 4 ? NULL : parse_list(depth + 1);
}

static void *parse_list(int depth)
{
	void *p = parse_item(depth + 1);

	return p ? p : kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
}

void *mutual_bad(spinlock_t *lock)
{
	void *p;

	spin_lock(lock);
	p = parse_item(0); /* via: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return p;
}

void *mutual_ok(void)
{
	return parse_item(0);
}
