// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A function is handed to a helper that calls it under its lock.
#include <linux/list.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct item {
	struct list_head node;
	int size;
};

static DEFINE_SPINLOCK(items_lock);
static LIST_HEAD(items);

static void for_each_item(void (*fn)(struct item *it))
{
	struct item *it;

	spin_lock(&items_lock);
	list_for_each_entry(it, &items, node)
		fn(it);
	spin_unlock(&items_lock);
}

static void FN_copy_item_bad(struct item *it)
{
	kfree(kmalloc(it->size, GFP_KERNEL)); /* missed: gfp-sleep-in-atomic */
}

static void copy_item_atomic(struct item *it)
{
	kfree(kmalloc(it->size, GFP_ATOMIC));
}

void FN_function_parameter_bad(void)
{
	for_each_item(FN_copy_item_bad); /* missed: gfp-sleep-in-atomic */
}

void function_parameter_ok(void)
{
	for_each_item(copy_item_atomic);
}
