// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A lookup that allocates what is missing only if it is asked to. Who does not
// ask looks for what is there.
#include <linux/slab.h>

struct entry {
	int sid;
};

struct table {
	struct entry *slots[16];
};

static struct entry *lookup(struct table *t, u32 index, int alloc)
{
	if (index >= 16)
		return NULL;
	if (!t->slots[index]) {
		if (!alloc)
			return NULL;
		t->slots[index] = kzalloc(sizeof(struct entry), GFP_ATOMIC);
		if (!t->slots[index])
			return NULL;
	}
	return t->slots[index];
}

void renumber_ok(struct table *t, u32 count)
{
	u32 i;

	for (i = 0; i < count; i++) {
		struct entry *e = lookup(t, i, 0);

		e->sid = i;
	}
}

void grow_bad(struct table *t, u32 i)
{
	struct entry *e = lookup(t, i, 1);

	e->sid = i; /* bug: gfp-unchecked-alloc */
}

int grow_ok(struct table *t, u32 i)
{
	struct entry *e = lookup(t, i, 1);

	if (!e)
		return -ENOMEM;
	e->sid = i;
	return 0;
}
