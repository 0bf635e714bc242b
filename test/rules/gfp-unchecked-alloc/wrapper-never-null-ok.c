// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A wrapper that never returns NULL.
#include <linux/bug.h>
#include <linux/slab.h>

struct pkt {
	int len;
};

static struct pkt *pkt_must(void)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	BUG_ON(!p);
	return p;
}

static struct pkt *pkt_nofail(void)
{
	return kmalloc(sizeof(struct pkt), GFP_KERNEL | __GFP_NOFAIL);
}

int never_null_ok(void)
{
	struct pkt *p = pkt_must();
	struct pkt *q = pkt_nofail();
	int n;

	p->len = q->len = 1;
	n = p->len;
	kfree(p);
	kfree(q);
	return n;
}
