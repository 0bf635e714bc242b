// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// What call_rcu() runs after a grace period is softirq context.
#include <linux/container_of.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>

struct entry {
	struct rcu_head rcu;
	void *data;
};

static DEFINE_MUTEX(entries_mutex);

static void entry_free_bad(struct rcu_head *head)
{
	struct entry *e = container_of(head, struct entry, rcu);

	mutex_lock(&entries_mutex); /* bug: gfp-sleep-in-atomic */
	mutex_unlock(&entries_mutex);
	kfree(e);
}

static void entry_free_ok(struct rcu_head *head)
{
	struct entry *e = container_of(head, struct entry, rcu);

	kfree(e->data);
	kfree(e);
}

void entry_drop_ok(struct entry *e, bool plain)
{
	if (plain)
		call_rcu(&e->rcu, entry_free_ok);
	else
		call_rcu(&e->rcu, entry_free_bad);
}
