// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-fix %s
//
// A function without a result that can be left early.
#include <linux/slab.h>

struct dev {
	char *buf;
	int users;
};

void returns_nothing(struct dev *d)
{
	if (d->users)
		return;
	d->buf = kmalloc(64, GFP_KERNEL);
	d->buf[0] = 0;
}
