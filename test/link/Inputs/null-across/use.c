// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <linux/slab.h>

struct item {
	int id;
	struct item *next;
};

void item_init(struct item *i, int id);
void item_reset_all(int id, struct item *i);
void item_put(struct item *i);
void item_if(struct item *i, int yes);
void item_twice(struct item *i);

struct item *init_bad(void)
{
	struct item *i = kmalloc(sizeof(*i), GFP_KERNEL);

	item_init(i, 2); /* bug: gfp-unchecked-alloc */
	return i;
}

struct item *deeper_bad(void)
{
	struct item *i = kmalloc(sizeof(*i), GFP_KERNEL);

	item_reset_all(2, i); /* bug: gfp-unchecked-alloc */
	return i;
}

struct item *init_ok(void)
{
	struct item *i = kmalloc(sizeof(*i), GFP_KERNEL);

	if (i)
		item_init(i, 2);
	return i;
}

void put_ok(void)
{
	struct item *i = kmalloc(sizeof(*i), GFP_KERNEL);

	item_put(i);
}

struct item *sometimes_ok(int yes)
{
	struct item *i = kmalloc(sizeof(*i), GFP_KERNEL);

	item_if(i, i && yes);
	return i;
}

struct item *global_ok(void)
{
	struct item *i = kmalloc(sizeof(*i), GFP_KERNEL);

	item_twice(i);
	return i;
}
