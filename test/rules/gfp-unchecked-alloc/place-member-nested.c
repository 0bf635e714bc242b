// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A member of a member, and the structure allocated first.
#include <linux/slab.h>

struct ring {
	int *desc;
};

struct dev {
	struct ring *ring;
};

int nested_bad(struct dev *d)
{
	d->ring = kmalloc(sizeof(*d->ring), GFP_KERNEL);
	if (!d->ring)
		return -ENOMEM;
	d->ring->desc = kmalloc(16, GFP_KERNEL);
	d->ring->desc[0] = 0; /* bug: gfp-unchecked-alloc */
	return 0;
}

int nested_outer_bad(struct dev *d)
{
	d->ring = kmalloc(sizeof(*d->ring), GFP_KERNEL);
	d->ring->desc = kmalloc(16, GFP_KERNEL); /* bug: gfp-unchecked-alloc */
	return d->ring->desc ? 0 : -ENOMEM;
}

int nested_ok(struct dev *d)
{
	d->ring = kmalloc(sizeof(*d->ring), GFP_KERNEL);
	if (!d->ring)
		return -ENOMEM;
	d->ring->desc = kmalloc(16, GFP_KERNEL);
	if (!d->ring->desc)
		return -ENOMEM;
	d->ring->desc[0] = 0;
	return 0;
}
