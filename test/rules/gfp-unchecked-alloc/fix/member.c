// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-fix %s
//
// The result is stored in a member.
#include <linux/slab.h>

struct dev {
	char *buf;
	int id;
};

int member(struct dev *d)
{
	if (d->id < 0)
		return -ENODEV;
	d->buf = kmalloc(16, GFP_KERNEL);
	d->buf[0] = 0;
	return 0;
}
