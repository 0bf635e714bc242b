// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A function that reports nothing cannot report success; the memory may be a mere help.
#include <linux/slab.h>

struct dev {
	char *buf;
};

void stored_no_status_ok(struct dev *d)
{
	d->buf = kmalloc(64, GFP_KERNEL);
}
