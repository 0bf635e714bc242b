// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Walking a list under its lock.
#include <linux/list.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct item {
	struct list_head node;
	int size;
};

void list_walk_bad(struct list_head *head, spinlock_t *lock)
{
	struct item *it;

	spin_lock(lock);
	list_for_each_entry(it, head, node)
		kfree(kmalloc(it->size, GFP_KERNEL)); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
}

void list_walk_ok(struct list_head *head, spinlock_t *lock)
{
	struct item *it;

	spin_lock(lock);
	list_for_each_entry(it, head, node)
		kfree(kmalloc(it->size, GFP_ATOMIC));
	spin_unlock(lock);
}
