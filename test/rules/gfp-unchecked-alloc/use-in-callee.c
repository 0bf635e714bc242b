// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A callee of the same file follows the pointer.
#include <linux/slab.h>

struct pkt {
	int len;
};

static void pkt_init(struct pkt *p, int len)
{
	p->len = len;
}

static void pkt_init_deep(struct pkt *p)
{
	pkt_init(p, 0);
}

static void pkt_init_careful(struct pkt *p)
{
	if (p)
		p->len = 0;
}

struct pkt *callee_bad(void)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	pkt_init(p, 4); /* bug: gfp-unchecked-alloc */
	return p;
}

struct pkt *callee_deep_bad(void)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	pkt_init_deep(p); /* bug: gfp-unchecked-alloc */
	return p;
}

struct pkt *callee_ok(void)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	pkt_init_careful(p);
	return p;
}
