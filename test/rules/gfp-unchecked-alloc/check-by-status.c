// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A status is derived from the pointer, and the status is tested.
#include <linux/slab.h>

struct pkt {
	int len;
};

int status_ok(struct pkt **out)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);
	int ret = p ? 0 : -ENOMEM;

	if (ret)
		return ret;
	p->len = 0;
	*out = p;
	return 0;
}

int status_bool_ok(struct pkt **out)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);
	bool have = p != NULL;

	if (!have)
		return -ENOMEM;
	p->len = 0;
	*out = p;
	return 0;
}

int status_ignored_bad(struct pkt **out)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);
	int ret = p ? 0 : -ENOMEM;

	p->len = 0; /* bug: gfp-unchecked-alloc */
	*out = p;
	return ret;
}
