// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The check is made through another name for the same memory.
#include <linux/slab.h>

struct pkt {
	int len;
};

struct dev {
	struct pkt *pkt;
};

struct pkt *alias_ok(void)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);
	struct pkt *q = p;

	if (!q)
		return NULL;
	p->len = 0;
	return p;
}

int alias_member_ok(struct dev *d)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	d->pkt = p;
	if (!d->pkt)
		return -ENOMEM;
	p->len = 0;
	return 0;
}

int alias_double_assignment_ok(struct dev *d)
{
	struct pkt *p;

	d->pkt = p = kmalloc(sizeof(*p), GFP_KERNEL);
	if (!p)
		return -ENOMEM;
	d->pkt->len = 0;
	return 0;
}

struct pkt *alias_bad(void)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);
	struct pkt *q = p;

	q->len = 0; /* bug: gfp-unchecked-alloc */
	return p;
}
