// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Comparisons with NULL, in any order.
#include <linux/slab.h>

struct pkt {
	int len;
};

struct pkt *equals_ok(void)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	if (p == NULL)
		return NULL;
	p->len = 0;
	return p;
}

struct pkt *null_first_ok(void)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	if (NULL != p)
		p->len = 0;
	return p;
}

struct pkt *equals_swapped_bad(void)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	if (p != NULL)
		return p;
	p->len = 0; /* bug: gfp-unchecked-alloc */
	return p;
}
