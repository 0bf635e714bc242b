// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A function of this file returns fresh memory, or NULL.
#include <linux/slab.h>

struct pkt {
	int len;
};

static struct pkt *pkt_new(int len)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	if (!p)
		return NULL;
	p->len = len;
	return p;
}

static struct pkt *pkt_new_indirect(void)
{
	return pkt_new(3);
}

int wrapper_bad(void)
{
	struct pkt *p = pkt_new(4);
	int len = p->len; /* bug: gfp-unchecked-alloc */

	kfree(p);
	return len;
}

int wrapper_indirect_bad(void)
{
	struct pkt *p = pkt_new_indirect();
	int len = p->len; /* bug: gfp-unchecked-alloc */

	kfree(p);
	return len;
}

int wrapper_ok(void)
{
	struct pkt *p = pkt_new_indirect();
	int len = 0;

	if (p)
		len = p->len;
	kfree(p);
	return len;
}
