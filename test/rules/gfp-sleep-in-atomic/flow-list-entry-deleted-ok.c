// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// What is known of an entry of a list is still known when it has left the list.
#include <linux/list.h>
#include <linux/sched.h>
#include <linux/spinlock.h>

struct body {
	spinlock_t i_lock;
};

struct name {
	spinlock_t d_lock;
	int flags;
	struct body *body;
	struct list_head lru;
};

static bool lock_for_kill(struct name *n)
{
	if (n->flags)
		return false;
	if (!n->body)
		return true;
	spin_lock(&n->body->i_lock);
	return true;
}

static void name_kill(struct name *n)
{
	if (n->body)
		spin_unlock(&n->body->i_lock);
	spin_unlock(&n->d_lock);
	cond_resched();
}

void shrink_ok(struct list_head *list)
{
	while (!list_empty(list)) {
		struct name *n = list_entry(list->prev, struct name, lru);

		spin_lock(&n->d_lock);
		if (!lock_for_kill(n)) {
			spin_unlock(&n->d_lock);
			continue;
		}
		list_del_init(&n->lru);
		name_kill(n);
	}
}
