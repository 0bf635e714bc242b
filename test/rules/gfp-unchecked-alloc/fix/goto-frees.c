// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-fix %s
//
// What stands at the label frees what is in hand, and takes NULL for the rest.
#include <linux/slab.h>

struct pkt {
	int len;
};

int send(struct pkt *p, struct pkt *q);

int goto_frees(int len)
{
	struct pkt *p, *q = NULL;
	int err = -ENOMEM;

	p = kzalloc(sizeof(*p), GFP_KERNEL);
	if (!p)
		goto out;
	q = kzalloc(sizeof(*q), GFP_KERNEL);
	q->len = len;
	err = send(p, q);
out:
	kfree(q);
	kfree(p);
	return err;
}
