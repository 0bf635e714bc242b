// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A failure is told twice, by the result and by what is written: looking at
// either will do.
#include <linux/slab.h>

struct msg {
	int len;
	int body[4];
};

static int *alloc_msg(size_t len, struct msg **msg)
{
	*msg = kzalloc(sizeof(struct msg) + len, GFP_KERNEL);
	if (*msg)
		return (*msg)->body;
	return NULL;
}

static void *alloc_noted(size_t size, int *err)
{
	void *p = kmalloc(size, GFP_KERNEL);

	if (!p)
		*err = 1;
	return p;
}

int other_pointer_ok(void)
{
	struct msg *msg;
	int *body = alloc_msg(4, &msg);

	if (!msg)
		return -ENOMEM;
	body[0] = 1;
	kfree(msg);
	return 0;
}

int nothing_bad(void)
{
	struct msg *msg;
	int *body = alloc_msg(4, &msg);

	body[0] = 1; /* bug: gfp-unchecked-alloc */
	kfree(msg);
	return 0;
}

int several_ok(void)
{
	int err = 0;
	int *a = alloc_noted(4, &err);
	int *b = alloc_noted(4, &err);
	int *c = alloc_noted(4, &err);

	if (!err)
		*a = *b = *c = 1;
	kfree(a);
	kfree(b);
	kfree(c);
	return err;
}

int too_early_bad(void)
{
	int err = 0;
	int *a = alloc_noted(4, &err);
	int *b;

	*a = 1; /* bug: gfp-unchecked-alloc */
	b = alloc_noted(4, &err);
	if (!err)
		*b = 1;
	kfree(a);
	kfree(b);
	return err;
}
