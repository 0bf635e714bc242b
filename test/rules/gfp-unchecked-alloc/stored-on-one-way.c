// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A static function stores the result in one of two places, or in one element after the other, so
// that its callers cannot be told which; it is told of where it is stored.
#include <linux/slab.h>
#include <linux/string.h>

struct desc {
	const char *name;
	int pins;
};

struct priv {
	struct desc in, out;
	struct desc all[4];
	int count;
};

static int register_one_bad(struct priv *p, int number)
{
	struct desc *d = number == 0 ? &p->in : &p->out;

	d->name = kstrdup("desc", GFP_KERNEL); /* bug: gfp-unchecked-alloc */
	d->pins = number;
	return 0;
}

static int name_all_bad(struct priv *p)
{
	int i;

	for (i = 0; i < p->count; i++)
		p->all[i].name = kstrdup("one", GFP_KERNEL); /* bug: gfp-unchecked-alloc */
	return 0;
}

int probe(struct priv *p)
{
	int err = register_one_bad(p, 0);

	if (err)
		return err;
	err = register_one_bad(p, 1);
	if (err)
		return err;
	return name_all_bad(p);
}
