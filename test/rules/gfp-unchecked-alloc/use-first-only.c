// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// One allocation, one finding: at the first use.
#include <linux/slab.h>

struct pkt {
	int len, type, flags;
};

struct pkt *first_only_bad(void)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	p->len = 1; /* bug: gfp-unchecked-alloc */
	p->type = 2;
	p->flags = 3;
	return p;
}

struct pkt *first_only_ok(void)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	if (p)
		p->len = p->type = p->flags = 1;
	return p;
}
