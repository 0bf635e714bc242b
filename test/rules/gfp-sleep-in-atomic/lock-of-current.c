// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// 'current' is the same thread each time, so what is asked of it twice has the same answer.
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

void *asked_twice_ok(spinlock_t *lock)
{
	void *p = NULL;

	if (current->pid)
		spin_lock(lock);
	if (!current->pid)
		p = kmalloc(16, GFP_KERNEL);
	if (current->pid)
		spin_unlock(lock);
	return p;
}

void *asked_once_bad(spinlock_t *lock)
{
	void *p;

	if (current->pid)
		spin_lock(lock);
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	if (current->pid)
		spin_unlock(lock);
	return p;
}
