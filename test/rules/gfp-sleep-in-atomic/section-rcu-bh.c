// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// rcu_read_lock_bh().
#include <linux/rcupdate.h>
#include <linux/slab.h>

void *rcu_bh_bad(void)
{
	void *p;

	rcu_read_lock_bh();
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	rcu_read_unlock_bh();
	return p;
}

void *rcu_bh_ok(void)
{
	rcu_read_lock_bh();
	rcu_read_unlock_bh();
	return kmalloc(16, GFP_KERNEL);
}
