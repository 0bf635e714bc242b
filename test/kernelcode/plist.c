// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %kernel-code %s
// REQUIRES: kalloc-run, linux-source
//
// Lists by priority.
// KERNEL: lib/plist.c
// HEADERS: plist plist_types
// PLANT: lib/plist.c | list_del_init(&node->node_list); | ;
// FINDS: gfp-use-after-free
#include <linux/kernel.h>
#include <linux/plist.h>
#include <linux/slab.h>

struct item {
	struct plist_node node;
};

int main(void)
{
	struct item *it;
	PLIST_HEAD(all);
	int i, last = 0;

	for (i = 0; i < 10; i++) {
		it = kmalloc(sizeof(*it), GFP_KERNEL);
		if (!it)
			break;
		plist_node_init(&it->node, i * 3 % 10);
		plist_add(&it->node, &all);
	}
	while (!plist_head_empty(&all)) {
		it = plist_first_entry(&all, struct item, node);
		BUG_ON(it->node.prio < last);
		last = it->node.prio;
		plist_del(&it->node, &all);
		kfree(it);
	}
	return 0;
}
