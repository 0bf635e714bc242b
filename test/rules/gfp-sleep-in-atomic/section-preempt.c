// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// preempt_disable() is a macro over a counter; sections nest.
#include <linux/preempt.h>
#include <linux/slab.h>

void *preempt_bad(void)
{
	void *p;

	preempt_disable();
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	preempt_enable();
	return p;
}

void *preempt_nested_bad(void)
{
	void *p;

	preempt_disable();
	preempt_disable();
	preempt_enable();
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	preempt_enable();
	return p;
}

void *preempt_ok(void)
{
	preempt_disable();
	preempt_enable();
	return kmalloc(16, GFP_KERNEL);
}
