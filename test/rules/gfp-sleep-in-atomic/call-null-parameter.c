// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The callee sleeps only if it is given nothing to work with.
#include <linux/slab.h>
#include <linux/spinlock.h>

struct msg {
	int len;
};

static struct msg *msg_fill(struct msg *m, int len)
{
	if (!m)
		m = kmalloc(sizeof(*m), GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	if (m)
		m->len = len;
	return m;
}

struct msg *null_parameter_bad(spinlock_t *lock)
{
	struct msg *m;

	spin_lock(lock);
	m = msg_fill(NULL, 3); /* via: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return m;
}

struct msg *null_parameter_ok(spinlock_t *lock)
{
	static struct msg spare;
	struct msg *m;

	spin_lock(lock);
	m = msg_fill(&spare, 3);
	spin_unlock(lock);
	return m;
}
