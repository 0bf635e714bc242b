// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// What mentions the pointer without following it.
#include <linux/slab.h>
#include <linux/types.h>

struct pkt {
	int len;
	int data[4];
};

void keep(void *p);

size_t not_followed_ok(void)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);
	size_t n = sizeof(p->data) + offsetof(struct pkt, data);
	__typeof__(p->len) zero = 0;
	int *where = &p->len;

	keep(p);
	zero += where == NULL;
	kfree(p);
	return n + zero;
}
