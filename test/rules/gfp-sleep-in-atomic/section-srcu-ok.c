// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// SRCU read sections may sleep: that is what SRCU is for.
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/srcu.h>

void *srcu_ok(struct srcu_struct *s)
{
	void *p;
	int idx;

	idx = srcu_read_lock(s);
	p = kmalloc(16, GFP_KERNEL);
	srcu_read_unlock(s, idx);
	return p;
}

void *srcu_inside_rcu_bad(struct srcu_struct *s)
{
	void *p;
	int idx;

	rcu_read_lock();
	idx = srcu_read_lock(s);
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	srcu_read_unlock(s, idx);
	rcu_read_unlock();
	return p;
}
