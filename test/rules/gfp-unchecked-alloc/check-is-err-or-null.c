// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// IS_ERR_OR_NULL() checks both, IS_ERR() does not see NULL.
#include <linux/err.h>
#include <linux/slab.h>

struct pkt {
	int len;
};

struct pkt *err_or_null_ok(void)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	if (IS_ERR_OR_NULL(p))
		return NULL;
	p->len = 0;
	return p;
}

struct pkt *is_err_bad(void)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	if (IS_ERR(p))
		return NULL;
	p->len = 0; /* bug: gfp-unchecked-alloc */
	return p;
}
