// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Walking an RCU list.
#include <linux/list.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>

struct item {
	struct list_head node;
	int key;
};

void *rcu_walk_bad(struct list_head *head, int key)
{
	struct item *it;
	void *p = NULL;

	rcu_read_lock();
	list_for_each_entry_rcu(it, head, node) {
		if (it->key == key) {
			p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
			break;
		}
	}
	rcu_read_unlock();
	return p;
}

void *rcu_walk_ok(struct list_head *head, int key)
{
	struct item *it;
	bool found = false;

	rcu_read_lock();
	list_for_each_entry_rcu(it, head, node) {
		if (it->key == key) {
			found = true;
			break;
		}
	}
	rcu_read_unlock();
	return found ? kmalloc(16, GFP_KERNEL) : NULL;
}
