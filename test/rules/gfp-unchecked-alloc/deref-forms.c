// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Every way to follow a pointer.
#include <linux/slab.h>

struct pkt {
	int len;
	int data[4];
};

void star_write_bad(void)
{
	int *p = kmalloc(sizeof(*p), GFP_KERNEL);

	*p = 3; /* bug: gfp-unchecked-alloc */
	kfree(p);
}

int star_read_bad(void)
{
	int *p = kzalloc(sizeof(*p), GFP_KERNEL);
	int v = *p; /* bug: gfp-unchecked-alloc */

	kfree(p);
	return v;
}

void index_bad(int i)
{
	char *p = kmalloc(16, GFP_KERNEL);

	p[i] = 'x'; /* bug: gfp-unchecked-alloc */
	kfree(p);
}

void dot_bad(void)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	(*p).len = 0; /* bug: gfp-unchecked-alloc */
	kfree(p);
}

void inner_array_bad(int i)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	p->data[i] = 0; /* bug: gfp-unchecked-alloc */
	kfree(p);
}

void whole_struct_bad(const struct pkt *from)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	*p = *from; /* bug: gfp-unchecked-alloc */
	kfree(p);
}

void increment_bad(void)
{
	struct pkt *p = kzalloc(sizeof(*p), GFP_KERNEL);

	p->len++; /* bug: gfp-unchecked-alloc */
	kfree(p);
}

int in_condition_bad(void)
{
	struct pkt *p = kzalloc(sizeof(*p), GFP_KERNEL);
	int ret = 0;

	if (p->len > 4) /* bug: gfp-unchecked-alloc */
		ret = 1;
	kfree(p);
	return ret;
}

void forms_ok(const struct pkt *from)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	if (!p)
		return;
	*p = *from;
	p->data[0]++;
	kfree(p);
}
