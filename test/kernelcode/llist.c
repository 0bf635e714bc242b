// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %kernel-code %s
// REQUIRES: kalloc-run, linux-source
//
// Lists without locks.
// KERNEL: lib/llist.c
// HEADERS: llist
// PLANT: lib/llist.c | head = head->next; | head = head->next ? head->next->next : NULL;
#include <linux/kernel.h>
#include <linux/llist.h>
#include <linux/slab.h>

struct item {
	struct llist_node node;
	int key;
};

int main(void)
{
	struct item *it, *next;
	struct llist_node *all;
	int i, seen = 0;
	LLIST_HEAD(head);

	for (i = 0; i < 5; i++) {
		it = kmalloc(sizeof(*it), GFP_KERNEL);
		if (!it)
			break;
		it->key = i;
		llist_add(&it->node, &head);
	}
	all = llist_reverse_order(llist_del_all(&head));
	llist_for_each_entry_safe(it, next, all, node) {
		BUG_ON(it->key != seen++);
		kfree(it);
	}
	BUG_ON(seen != i);
	return 0;
}
