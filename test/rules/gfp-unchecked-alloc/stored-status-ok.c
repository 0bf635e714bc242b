// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The status is made from the result.
#include <linux/slab.h>

struct dev {
	char *buf;
};

int stored_status_ok(struct dev *d)
{
	d->buf = kmalloc(64, GFP_KERNEL);
	return d->buf ? 0 : -ENOMEM;
}
