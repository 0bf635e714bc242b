// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Of two stored allocations the first failed; the error that is returned stands for both.
#include <linux/err.h>
#include <linux/slab.h>

struct space {
	void *mem, *buf;
};

struct space *two_ok(struct space *s)
{
	s->mem = kmalloc(64, GFP_KERNEL);
	s->buf = kmalloc(64, GFP_KERNEL);
	if (!s->mem || !s->buf)
		return ERR_PTR(-ENOMEM);
	return s;
}

struct box {
	void *lid;
};

struct box *one_bad(struct box *b)
{
	b->lid = kmalloc(64, GFP_KERNEL); /* bug: gfp-unchecked-alloc */
	return b;
}
