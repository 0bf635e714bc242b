// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// local_lock() disables preemption where spinlocks spin.
#include <linux/local_lock.h>
#include <linux/slab.h>

static DEFINE_PER_CPU(local_lock_t, batch_lock);

void *local_lock_bad(void)
{
	void *p;

	local_lock(&batch_lock);
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	local_unlock(&batch_lock);
	return p;
}

void *local_lock_ok(void)
{
	local_lock(&batch_lock);
	local_unlock(&batch_lock);
	return kmalloc(16, GFP_KERNEL);
}
