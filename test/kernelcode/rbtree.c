// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %kernel-code %s
// REQUIRES: kalloc-run, linux-source
//
// Balanced trees of allocated nodes, and a timer queue in one.
// KERNEL: lib/rbtree.c lib/timerqueue.c
// HEADERS: rbtree rbtree_types rbtree_augmented timerqueue timerqueue_types
// PLANT: lib/timerqueue.c | rb_erase_cached(&node->node, &head->rb_root); | ;
// FINDS: gfp-use-after-free
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/timerqueue.h>

struct alarm {
	struct timerqueue_node node;
};

int main(void)
{
	struct timerqueue_head queue;
	struct timerqueue_node *first;
	ktime_t last = 0;
	int i;

	timerqueue_init_head(&queue);
	for (i = 0; i < 12; i++) {
		struct alarm *a = kzalloc(sizeof(*a), GFP_KERNEL);

		if (!a)
			break;
		timerqueue_init(&a->node);
		a->node.expires = i * 5 % 12;
		timerqueue_add(&queue, &a->node);
	}
	while ((first = timerqueue_getnext(&queue))) {
		BUG_ON(first->expires < last);
		last = first->expires;
		timerqueue_del(&queue, first);
		kfree(container_of(first, struct alarm, node));
	}
	return 0;
}
