// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Functions of another file that follow what they are handed, or look first.
#include <linux/slab.h>

struct item {
	int id;
	struct item *next;
};

static int limit;

void item_init(struct item *i, int id)
{
	i->id = id;
}

static void item_reset(struct item *i)
{
	i->next = NULL;
}

void item_reset_all(int id, struct item *i)
{
	item_reset(i);
}

void item_put(struct item *i)
{
	if (!i)
		return;
	i->next = NULL;
	kfree(i);
}

void item_if(struct item *i, int yes)
{
	if (yes)
		i->id = 1;
}

void item_twice(struct item *i)
{
	item_if(i, limit);
}
