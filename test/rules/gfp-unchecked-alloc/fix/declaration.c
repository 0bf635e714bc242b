// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-fix %s
//
// The allocation initialises a variable; the check comes after the declarations.
#include <linux/slab.h>

struct pkt {
	int len;
};

int declaration(struct pkt **out, int len)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);
	int twice = 2 * len;

	p->len = twice;
	*out = p;
	return len ? 0 : -EINVAL;
}
