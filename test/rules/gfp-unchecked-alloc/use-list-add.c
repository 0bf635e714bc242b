// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// list_add() writes into the entry whose address it is given.
#include <linux/list.h>
#include <linux/slab.h>

struct item {
	int key;
	struct list_head node;
};

void list_add_bad(struct list_head *head)
{
	struct item *it = kmalloc(sizeof(*it), GFP_KERNEL);

	list_add_tail(&it->node, head); /* bug: gfp-unchecked-alloc */
}

void list_add_ok(struct list_head *head)
{
	struct item *it = kmalloc(sizeof(*it), GFP_KERNEL);

	if (it)
		list_add_tail(&it->node, head);
}
