// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The result goes where a parameter points.
#include <linux/slab.h>

struct pkt {
	int len;
};

int out_bad(struct pkt **out)
{
	*out = kmalloc(sizeof(**out), GFP_KERNEL);
	(*out)->len = 0; /* bug: gfp-unchecked-alloc */
	return 0;
}

int out_ok(struct pkt **out)
{
	*out = kmalloc(sizeof(**out), GFP_KERNEL);
	if (!*out)
		return -ENOMEM;
	(*out)->len = 0;
	return 0;
}
