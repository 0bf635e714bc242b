// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// goto chains: the label is reached with and without memory.
#include <linux/slab.h>

struct pkt {
	int len;
};

int goto_ok(struct pkt **out)
{
	struct pkt *p = NULL, *q = NULL;
	int ret = -ENOMEM;

	p = kmalloc(sizeof(*p), GFP_KERNEL);
	if (!p)
		goto fail;
	q = kmalloc(sizeof(*q), GFP_KERNEL);
	if (!q)
		goto fail;
	p->len = q->len = 0;
	out[0] = p;
	out[1] = q;
	return 0;
fail:
	kfree(q);
	kfree(p);
	return ret;
}

int goto_bad(struct pkt **out)
{
	struct pkt *p = NULL, *q = NULL;

	p = kmalloc(sizeof(*p), GFP_KERNEL);
	if (!p)
		goto fail;
	q = kmalloc(sizeof(*q), GFP_KERNEL);
	if (!q)
		goto fail;
	out[0] = p;
	out[1] = q;
	return 0;
fail:
	q->len = -1; /* bug: gfp-unchecked-alloc */
	kfree(q);
	kfree(p);
	return -ENOMEM;
}
