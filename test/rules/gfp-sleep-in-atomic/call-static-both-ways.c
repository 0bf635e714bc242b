// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A helper that is called with and without the lock is wrong only in the locked call.
#include <linux/slab.h>
#include <linux/spinlock.h>

struct table {
	spinlock_t lock;
	void *rows;
};

static int table_grow(struct table *t)
{
	void *rows = krealloc(t->rows, 128, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */

	if (!rows)
		return -ENOMEM;
	t->rows = rows;
	return 0;
}

int static_both_ok(struct table *t)
{
	return table_grow(t);
}

int static_both_bad(struct table *t)
{
	int ret;

	spin_lock(&t->lock);
	ret = table_grow(t); /* via: gfp-sleep-in-atomic */
	spin_unlock(&t->lock);
	return ret;
}
