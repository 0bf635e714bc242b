// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-fix %s
//
// A function that reports errors as negative numbers.
#include <linux/slab.h>

struct pkt {
	int len;
};

int returns_errno(struct pkt **out, int len)
{
	struct pkt *p;

	if (len < 0)
		return -EINVAL;
	p = kmalloc(sizeof(*p), GFP_KERNEL);
	p->len = len;
	*out = p;
	return 0;
}
