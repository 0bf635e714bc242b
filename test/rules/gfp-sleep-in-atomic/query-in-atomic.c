// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// in_atomic() around the sleeping branch.
#include <linux/interrupt.h>
#include <linux/preempt.h>
#include <linux/slab.h>

void *in_atomic_ok(void)
{
	void *p;

	preempt_disable();
	p = kmalloc(16, in_atomic() ? GFP_ATOMIC : GFP_KERNEL);
	preempt_enable();
	return p;
}

void *in_atomic_reversed_bad(void)
{
	void *p;

	preempt_disable();
	p = kmalloc(16, in_atomic() ? GFP_KERNEL : GFP_ATOMIC); /* bug: gfp-sleep-in-atomic */
	preempt_enable();
	return p;
}
