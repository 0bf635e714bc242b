// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The result goes into a member.
#include <linux/slab.h>

struct dev {
	char *buf;
	int len;
};

int member_place_bad(struct dev *d)
{
	d->buf = kmalloc(16, GFP_KERNEL);
	d->buf[0] = 0; /* bug: gfp-unchecked-alloc */
	return 0;
}

int member_place_ok(struct dev *d)
{
	d->buf = kmalloc(16, GFP_KERNEL);
	if (!d->buf)
		return -ENOMEM;
	d->buf[0] = 0;
	return 0;
}
