// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "wrap.h"
#include <linux/err.h>

static struct item table[4];

/* Says that there was no memory. */
struct item *item_new(int value)
{
	struct item *i = kmalloc(sizeof(*i), GFP_KERNEL);

	if (!i)
		return NULL;
	i->value = value;
	return i;
}

/* Never does. */
struct item *item_new_nofail(int value)
{
	struct item *i = kmalloc(sizeof(*i), GFP_KERNEL | __GFP_NOFAIL);

	i->value = value;
	return i;
}

/* Returns what is there; whether that can be nothing is not for others to say. */
struct item *item_find(int value)
{
	if (value < 4)
		return &table[value];
	return kmalloc(sizeof(struct item), GFP_KERNEL);
}

/* The flags are the caller's. */
struct item *item_clone(const struct item *from, gfp_t gfp)
{
	return kmalloc(from->value, gfp);
}

struct item *item_or_error(int value)
{
	struct item *i = kmalloc(sizeof(*i), GFP_KERNEL);

	if (!i)
		return ERR_PTR(-ENOMEM);
	i->value = value;
	return i;
}
