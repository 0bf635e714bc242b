// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The check comes after the first use.
#include <linux/slab.h>

struct pkt {
	int len;
};

struct pkt *too_late_bad(void)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	p->len = 0; /* bug: gfp-unchecked-alloc */
	if (!p)
		return NULL;
	return p;
}

struct pkt *in_time_ok(void)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	if (!p)
		return NULL;
	p->len = 0;
	return p;
}
