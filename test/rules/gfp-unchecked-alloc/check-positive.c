// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// if (p) and what follows in that branch.
#include <linux/slab.h>

struct pkt {
	int len;
};

struct pkt *positive_ok(void)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	if (p)
		p->len = 0;
	return p;
}

struct pkt *after_positive_bad(void)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	if (p)
		p->len = 0;
	p->len++; /* bug: gfp-unchecked-alloc */
	return p;
}
