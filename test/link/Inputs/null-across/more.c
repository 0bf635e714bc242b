// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <linux/slab.h>

struct item {
	int id;
	struct item *next;
};

int item_can_wait(struct item *i);
int limit_reached(void);
void note_limit(void);
void item_init(struct item *i, int id);

/* It may have looked. */
struct item *asked_before_ok(void)
{
	struct item *i = kmalloc(sizeof(*i), GFP_KERNEL);

	if (item_can_wait(i))
		item_init(i, 2);
	return i;
}

struct item *asked_in_and_ok(int yes)
{
	struct item *i = kmalloc(sizeof(*i), GFP_KERNEL);

	if ((yes == 0) && (item_can_wait(i))) {
		if (limit_reached())
			note_limit();
		item_init(i, 2);
	}
	return i;
}
