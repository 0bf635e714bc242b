// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// rcu_read_lock_sched().
#include <linux/rcupdate.h>
#include <linux/slab.h>

void *rcu_sched_bad(void)
{
	void *p;

	rcu_read_lock_sched();
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	rcu_read_unlock_sched();
	return p;
}

void *rcu_sched_ok(void)
{
	rcu_read_lock_sched();
	rcu_read_unlock_sched();
	return kmalloc(16, GFP_KERNEL);
}
