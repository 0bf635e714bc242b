// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// p + 1 is not NULL any more, and no better.
#include <linux/slab.h>

struct hdr {
	int len;
};

int arithmetic_bad(struct hdr **out)
{
	struct hdr *h = kmalloc(64, GFP_KERNEL);
	char *body = (char *)(h + 1);

	if (!body)
		return -ENOMEM;
	body[0] = 0; /* bug: gfp-unchecked-alloc */
	*out = h;
	return 0;
}

int arithmetic_ok(struct hdr **out)
{
	struct hdr *h = kmalloc(64, GFP_KERNEL);
	char *body = (char *)(h + 1);

	if (!h)
		return -ENOMEM;
	body[0] = 0;
	*out = h;
	return 0;
}
