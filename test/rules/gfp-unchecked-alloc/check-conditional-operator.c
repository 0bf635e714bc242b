// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// p ? p->x : 0
#include <linux/slab.h>

struct pkt {
	int len;
};

int conditional_ok(void)
{
	struct pkt *p = kzalloc(sizeof(*p), GFP_KERNEL);
	int n = p ? p->len : 0;

	kfree(p);
	return n;
}

int conditional_bad(void)
{
	struct pkt *p = kzalloc(sizeof(*p), GFP_KERNEL);
	int n = p ? 0 : p->len; /* bug: gfp-unchecked-alloc */

	kfree(p);
	return n;
}
