// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Another function of the file looks before it uses what was stored.
#include <linux/slab.h>

struct dev {
	char *buf;
	int users;
};

int stored_elsewhere_ok(struct dev *d)
{
	d->buf = kmalloc(64, GFP_KERNEL);
	d->users = 1;
	return 0;
}

void used_elsewhere_ok(struct dev *d)
{
	if (d->buf)
		d->buf[0] = 0;
}
