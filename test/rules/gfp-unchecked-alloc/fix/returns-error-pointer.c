// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-fix %s
//
// A function whose other errors are error pointers.
#include <linux/err.h>
#include <linux/slab.h>

struct pkt {
	int len;
};

struct pkt *returns_error_pointer(int len)
{
	struct pkt *p;

	if (len < 0)
		return ERR_PTR(-EINVAL);
	p = kmalloc(sizeof(*p), GFP_KERNEL);
	p->len = len;
	return p;
}
