// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %kernel-code %s
// REQUIRES: kalloc-run, linux-source
//
// Sorting a list: nothing is allocated by it, so the order is what is checked.
// KERNEL: lib/list_sort.c
// HEADERS: list_sort
// PLANT: lib/list_sort.c | if (cmp(priv, a, b) <= 0) { | if (cmp(priv, a, b) > 0) {
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/list_sort.h>
#include <linux/slab.h>

struct item {
	struct list_head node;
	int key;
};

static int by_key(void *priv, const struct list_head *a, const struct list_head *b)
{
	return list_entry(a, struct item, node)->key - list_entry(b, struct item, node)->key;
}

int main(void)
{
	struct item *it, *next;
	LIST_HEAD(all);
	int i, last = -1;

	for (i = 0; i < 20; i++) {
		it = kmalloc(sizeof(*it), GFP_KERNEL);
		if (!it)
			break;
		it->key = i * 7 % 20;
		list_add(&it->node, &all);
	}
	list_sort(NULL, &all, by_key);
	list_for_each_entry_safe(it, next, &all, node) {
		BUG_ON(it->key < last);
		last = it->key;
		list_del(&it->node);
		kfree(it);
	}
	return 0;
}
