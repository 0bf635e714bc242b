// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// ret is set before the goto; the use is guarded by ret.
#include <linux/slab.h>

struct pkt {
	int len;
};

int errno_variable_ok(struct pkt **out)
{
	struct pkt *p;
	int ret = 0;

	p = kmalloc(sizeof(*p), GFP_KERNEL);
	if (!p)
		ret = -ENOMEM;
	if (!ret)
		p->len = 0;
	*out = p;
	return ret;
}

int errno_variable_bad(struct pkt **out)
{
	struct pkt *p;
	int ret = 0;

	p = kmalloc(sizeof(*p), GFP_KERNEL);
	if (!p)
		ret = -ENOMEM;
	if (ret)
		p->len = 0; /* bug: gfp-unchecked-alloc */
	*out = p;
	return ret;
}
