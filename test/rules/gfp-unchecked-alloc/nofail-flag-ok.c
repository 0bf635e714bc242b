// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// __GFP_NOFAIL never gives NULL.
#include <linux/slab.h>

void nofail_ok(void)
{
	int *p = kmalloc(sizeof(*p), GFP_KERNEL | __GFP_NOFAIL);

	*p = 1;
	kfree(p);
}

void nofail_local_ok(void)
{
	gfp_t gfp = GFP_NOFS;
	int *p;

	gfp |= __GFP_NOFAIL;
	p = kmalloc(sizeof(*p), gfp);
	*p = 1;
	kfree(p);
}

void nofail_conditional_bad(bool must)
{
	gfp_t gfp = GFP_NOFS;
	int *p;

	if (must)
		gfp |= __GFP_NOFAIL;
	p = kmalloc(sizeof(*p), gfp);
	*p = 1; /* bug: gfp-unchecked-alloc */
	kfree(p);
}
