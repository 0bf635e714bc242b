// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-fix %s
//
// What was allocated before is given back.
#include <linux/slab.h>

struct pkt {
	int len;
};

int not_with_memory(struct pkt **out)
{
	struct pkt *p, *q;

	p = kmalloc(sizeof(*p), GFP_KERNEL);
	if (!p)
		return -ENOMEM;
	q = kmalloc(sizeof(*q), GFP_KERNEL);
	q->len = 0;
	out[0] = p;
	out[1] = q;
	return 0;
}
