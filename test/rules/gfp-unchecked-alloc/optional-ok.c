// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Memory that is only a help: used where it is there.
#include <linux/slab.h>

struct dev {
	int *stats;
};

void optional_setup_ok(struct dev *d)
{
	d->stats = kzalloc(64, GFP_KERNEL | __GFP_NOWARN);
}

void optional_use_ok(struct dev *d)
{
	if (d->stats)
		d->stats[0]++;
}
