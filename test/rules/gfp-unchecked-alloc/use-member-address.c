// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The address of a member, made from NULL, is handed on.
#include <linux/slab.h>

struct pkt {
	int type;
	int len;
};

void elsewhere(int *len);

struct pkt *member_address_bad(void)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	elsewhere(&p->len); /* bug: gfp-unchecked-alloc */
	return p;
}

struct pkt *member_address_ok(void)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	if (p)
		elsewhere(&p->len);
	return p;
}
