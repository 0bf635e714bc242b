// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Whether the wrapper can fail depends on the flags it is given.
#include <linux/slab.h>

struct pkt {
	int len;
};

static struct pkt *pkt_new(gfp_t gfp)
{
	return kmalloc(sizeof(struct pkt), gfp);
}

void gfp_nofail_ok(void)
{
	struct pkt *p = pkt_new(GFP_NOFS | __GFP_NOFAIL);

	p->len = 1;
	kfree(p);
}

void gfp_nofail_bad(void)
{
	struct pkt *p = pkt_new(GFP_NOFS);

	p->len = 1; /* bug: gfp-unchecked-alloc */
	kfree(p);
}
