// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// likely() and unlikely() around the check.
#include <linux/slab.h>

struct pkt {
	int len;
};

struct pkt *unlikely_ok(void)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	if (unlikely(!p))
		return NULL;
	p->len = 0;
	return p;
}

struct pkt *likely_ok(void)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	if (likely(p != NULL))
		p->len = 0;
	return p;
}

struct pkt *likely_bad(void)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	if (likely(p))
		return p;
	p->len = 0; /* bug: gfp-unchecked-alloc */
	return p;
}
