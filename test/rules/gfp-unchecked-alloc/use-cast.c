// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The memory is used under another type.
#include <linux/slab.h>
#include <linux/types.h>

struct hdr {
	int len;
};

void *cast_bad(void)
{
	u8 *raw = kmalloc(64, GFP_KERNEL);
	struct hdr *h = (struct hdr *)raw;

	h->len = 64; /* bug: gfp-unchecked-alloc */
	return raw;
}

void *cast_offset_bad(void)
{
	u8 *raw = kmalloc(64, GFP_KERNEL);
	struct hdr *h = (struct hdr *)(raw + 8);

	h->len = 64; /* bug: gfp-unchecked-alloc */
	return raw;
}

void *cast_ok(void)
{
	u8 *raw = kmalloc(64, GFP_KERNEL);
	struct hdr *h = (struct hdr *)raw;

	if (!raw)
		return NULL;
	h->len = 64;
	return raw;
}
