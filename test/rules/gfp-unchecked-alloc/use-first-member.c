// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The address of the first member of NULL is NULL, and whoever gets it can see
// that; the address of another one is not.
#include <linux/slab.h>

struct base {
	int kind;
};

struct state {
	struct base base;
	struct base more;
};

union either {
	struct base base;
	struct state state;
};

void reset(struct base *b);

void first_member_ok(void)
{
	struct state *s = kzalloc(sizeof(*s), GFP_KERNEL);

	reset(&s->base);
	kfree(s);
}

void of_union_ok(void)
{
	union either *u = kzalloc(sizeof(*u), GFP_KERNEL);

	reset(&u->state.base);
	kfree(u);
}

void other_member_bad(void)
{
	struct state *s = kzalloc(sizeof(*s), GFP_KERNEL);

	reset(&s->more); /* bug: gfp-unchecked-alloc */
	kfree(s);
}
