// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The variable holds something else by the time it is followed.
#include <linux/slab.h>

struct pkt {
	int len;
};

struct pkt *reassigned_ok(struct pkt *other)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	kfree(p);
	p = other;
	p->len = 0;
	return p;
}

struct pkt *reassigned_bad(struct pkt *other)
{
	struct pkt *p = other;

	p->len = 0;
	p = kmalloc(sizeof(*p), GFP_KERNEL);
	p->len = 0; /* bug: gfp-unchecked-alloc */
	return p;
}
