/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_RCULIST_H
#define _KALLOC_LINUX_RCULIST_H

#include <linux/list.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/spinlock.h>

static inline void list_add_rcu(struct list_head *entry, struct list_head *head)
{
	list_add(entry, head);
}

static inline void list_add_tail_rcu(struct list_head *entry, struct list_head *head)
{
	list_add_tail(entry, head);
}

static inline void list_del_rcu(struct list_head *entry)
{
	entry->next->prev = entry->prev;
	WRITE_ONCE(entry->prev->next, entry->next);
	entry->prev = NULL;
}

#define hlist_add_head_rcu(n, h) hlist_add_head(n, h)
#define hlist_del_rcu(n) hlist_del(n)

#endif
