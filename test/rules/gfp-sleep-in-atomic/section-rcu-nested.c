// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Read sections nest; the outermost unlock ends them.
#include <linux/rcupdate.h>
#include <linux/slab.h>

void *rcu_nested_bad(void)
{
	void *p;

	rcu_read_lock();
	rcu_read_lock();
	rcu_read_unlock();
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	rcu_read_unlock();
	return p;
}

void *rcu_nested_ok(void)
{
	rcu_read_lock();
	rcu_read_lock();
	rcu_read_unlock();
	rcu_read_unlock();
	return kmalloc(16, GFP_KERNEL);
}
