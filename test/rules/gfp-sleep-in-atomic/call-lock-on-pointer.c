// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The helper returns a locked object, or NULL and no lock.
#include <linux/list.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct session {
	struct list_head node;
	spinlock_t lock;
	int id;
};

static struct session *session_find_locked(struct list_head *all, int id)
{
	struct session *s;

	list_for_each_entry(s, all, node) {
		if (s->id == id) {
			spin_lock(&s->lock);
			return s;
		}
	}
	return NULL;
}

void *FN_lock_on_pointer_bad(struct list_head *all, int id)
{
	struct session *s = session_find_locked(all, id);
	void *p;

	if (!s)
		return NULL;
	p = kmalloc(16, GFP_KERNEL); /* missed: gfp-sleep-in-atomic */
	spin_unlock(&s->lock);
	return p;
}

void *lock_on_pointer_ok(struct list_head *all, int id)
{
	struct session *s = session_find_locked(all, id);

	if (!s)
		return kmalloc(16, GFP_KERNEL);
	spin_unlock(&s->lock);
	return NULL;
}
