// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The result is stored for others and the function reports success; nobody in this file looks
// at it.
#include <linux/slab.h>

struct dev {
	char *buf;
	int users;
};

int stored_bad(struct dev *d)
{
	d->buf = kmalloc(64, GFP_KERNEL); /* bug: gfp-unchecked-alloc */
	d->users = 1;
	return 0;
}

struct other_dev {
	char *other_buf;
	int users;
};

int stored_checked_ok(struct other_dev *d)
{
	d->other_buf = kmalloc(64, GFP_KERNEL);
	if (!d->other_buf)
		return -ENOMEM;
	d->users = 1;
	return 0;
}
