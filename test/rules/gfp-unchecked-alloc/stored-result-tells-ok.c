// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// What a function for others returns tells whether its allocation failed.
#include <linux/slab.h>

struct dev {
	void *buf;
};

int returns_truth_ok(struct dev *d)
{
	d->buf = kmalloc(64, GFP_KERNEL);
	return d->buf == NULL;
}

void *returns_memory_ok(struct dev *d)
{
	d->buf = kmalloc(64, GFP_KERNEL);
	return d->buf;
}

struct queue {
	void *slots;
	int users;
};

int returns_something_else_bad(struct queue *q)
{
	q->slots = kmalloc(64, GFP_KERNEL); /* bug: gfp-unchecked-alloc */
	return q->users;
}
