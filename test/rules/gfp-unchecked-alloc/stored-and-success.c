// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The result is stored for others and the function reports success without a look at it.
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

int stored_checked_ok(struct dev *d)
{
	d->buf = kmalloc(64, GFP_KERNEL);
	if (!d->buf)
		return -ENOMEM;
	d->users = 1;
	return 0;
}

int stored_status_ok(struct dev *d)
{
	d->buf = kmalloc(64, GFP_KERNEL);
	return d->buf ? 0 : -ENOMEM;
}

void stored_no_status_ok(struct dev *d)
{
	d->buf = kmalloc(64, GFP_KERNEL);
}
