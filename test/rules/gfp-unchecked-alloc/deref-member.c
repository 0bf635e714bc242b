// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The plain case: a member is written before any check.
#include <linux/slab.h>

struct pkt {
	int len;
	int type;
};

struct pkt *member_bad(int len)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	p->len = len; /* bug: gfp-unchecked-alloc */
	p->type = 0;
	return p;
}

struct pkt *member_ok(int len)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	if (!p)
		return NULL;
	p->len = len;
	p->type = 0;
	return p;
}
