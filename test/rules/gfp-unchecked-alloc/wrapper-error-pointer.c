// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A wrapper turns NULL into an error pointer.
#include <linux/err.h>
#include <linux/slab.h>

struct pkt {
	int len;
};

static struct pkt *pkt_new(void)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	if (!p)
		return ERR_PTR(-ENOMEM);
	p->len = 0;
	return p;
}

int error_pointer_ok(void)
{
	struct pkt *p = pkt_new();

	if (IS_ERR(p))
		return PTR_ERR(p);
	p->len = 1;
	kfree(p);
	return 0;
}

int error_pointer_bad(void)
{
	struct pkt *p = pkt_new();

	if (!p)
		return -ENOMEM;
	p->len = 1; /* bug: gfp-unchecked-alloc */
	kfree(p);
	return 0;
}

struct box {
	int *content;
	int count;
};

static struct box *box_make(int n)
{
	struct box *b = kzalloc(sizeof(*b), GFP_KERNEL);

	if (!b)
		return ERR_PTR(-ENOMEM);
	b->count = n;
	return b;
}

static int box_use(struct box *b)
{
	if (IS_ERR(b))
		return PTR_ERR(b);
	return b->count;
}

static int box_use_blindly(struct box *b)
{
	return b->count;
}

/* The callee looks first. */
int box_handed_on_ok(int n)
{
	return box_use(box_make(n));
}

int box_handed_on_bad(int n)
{
	return box_use_blindly(box_make(n)); /* bug: gfp-unchecked-alloc */
}
