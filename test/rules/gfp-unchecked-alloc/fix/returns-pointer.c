// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-fix %s
//
// A function that returns a pointer, or NULL.
#include <linux/slab.h>

struct pkt {
	int len;
};

struct pkt *returns_pointer(int len)
{
	struct pkt *p;

	if (len < 0)
		return NULL;
	p = kmalloc(sizeof(*p), GFP_KERNEL);
	p->len = len;
	return p;
}
