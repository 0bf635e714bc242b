// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The allocation stands inside the condition.
#include <linux/slab.h>

struct pkt {
	int len;
};

struct pkt *assignment_ok(void)
{
	struct pkt *p;

	if (!(p = kmalloc(sizeof(*p), GFP_KERNEL)))
		return NULL;
	p->len = 0;
	return p;
}

struct pkt *assignment_compared_ok(void)
{
	struct pkt *p;

	if ((p = kmalloc(sizeof(*p), GFP_KERNEL)) == NULL)
		return NULL;
	p->len = 0;
	return p;
}

struct pkt *assignment_bad(int n)
{
	struct pkt *p = NULL;

	if (n && !(p = kmalloc(sizeof(*p), GFP_KERNEL)))
		n = 0;
	if (n)
		return p;
	p = kmalloc(sizeof(*p), GFP_KERNEL);
	p->len = n; /* bug: gfp-unchecked-alloc */
	return p;
}
