// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Each case of a switch allocates; the check comes once, below.
#include <linux/slab.h>

struct pkt {
	int len;
};

struct pkt *switch_ok(int kind)
{
	struct pkt *p = NULL;

	switch (kind) {
	case 0:
		p = kmalloc(sizeof(*p), GFP_KERNEL);
		break;
	case 1:
		p = kzalloc(sizeof(*p), GFP_KERNEL);
		break;
	default:
		break;
	}
	if (!p)
		return NULL;
	p->len = kind;
	return p;
}

struct pkt *switch_bad(int kind)
{
	struct pkt *p;

	switch (kind) {
	case 0:
		p = kmalloc(sizeof(*p), GFP_KERNEL);
		break;
	default:
		p = kzalloc(sizeof(*p), GFP_KERNEL);
		if (!p)
			return NULL;
		break;
	}
	p->len = kind; /* bug: gfp-unchecked-alloc */
	return p;
}
