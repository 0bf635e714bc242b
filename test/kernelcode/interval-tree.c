// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %kernel-code %s
// REQUIRES: kalloc-run, linux-source
//
// Ranges in a tree.
// KERNEL: lib/interval_tree.c lib/rbtree.c
// HEADERS: interval_tree interval_tree_generic rbtree rbtree_types rbtree_augmented
// PLANT: lib/rbtree.c | tmp = gparent->rb_right; | tmp = gparent->rb_left;
#include <linux/interval_tree.h>
#include <linux/kernel.h>
#include <linux/slab.h>

int main(void)
{
	struct rb_root_cached root = RB_ROOT_CACHED;
	struct interval_tree_node *n, *all[12];
	int i, count = 0, hits = 0;

	for (i = 0; i < 12; i++) {
		n = kzalloc(sizeof(*n), GFP_KERNEL);
		if (!n)
			break;
		n->start = i * 10;
		n->last = i * 10 + 15;
		interval_tree_insert(n, &root);
		all[count++] = n;
	}
	for (n = interval_tree_iter_first(&root, 42, 44); n; n = interval_tree_iter_next(n, 42, 44))
		hits++;
	BUG_ON(count == 12 && hits != 2);
	for (i = 0; i < count; i++) {
		interval_tree_remove(all[i], &root);
		kfree(all[i]);
	}
	BUG_ON(interval_tree_iter_first(&root, 0, 1000));
	return 0;
}
