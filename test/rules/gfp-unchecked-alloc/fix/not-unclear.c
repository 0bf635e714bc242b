// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-fix %s
//
// How this function reports errors cannot be told: no fix.
#include <linux/slab.h>

struct pkt {
	int len;
};

int not_unclear(struct pkt **out, int len)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	p->len = len;
	*out = p;
	return len;
}
