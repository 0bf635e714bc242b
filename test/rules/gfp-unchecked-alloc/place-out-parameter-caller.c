// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The caller of a function that hands memory out through a parameter.
#include <linux/slab.h>

struct pkt {
	int len;
};

static int pkt_new(struct pkt **out)
{
	*out = kmalloc(sizeof(**out), GFP_KERNEL);
	return *out ? 0 : -ENOMEM;
}

static void pkt_take(struct pkt **out)
{
	*out = kmalloc(sizeof(**out), GFP_KERNEL);
}

int caller_status_ok(void)
{
	struct pkt *p;

	if (pkt_new(&p))
		return -ENOMEM;
	p->len = 0;
	kfree(p);
	return 0;
}

int FN_caller_status_ignored_bad(void)
{
	struct pkt *p;

	pkt_new(&p);
	p->len = 0; /* missed: gfp-unchecked-alloc */
	kfree(p);
	return 0;
}

int caller_no_status_bad(void)
{
	struct pkt *p;

	pkt_take(&p);
	p->len = 0; /* bug: gfp-unchecked-alloc */
	kfree(p);
	return 0;
}

int caller_no_status_ok(void)
{
	struct pkt *p;

	pkt_take(&p);
	if (!p)
		return -ENOMEM;
	p->len = 0;
	kfree(p);
	return 0;
}
