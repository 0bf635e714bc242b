// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// local_irq_disable().
#include <linux/irqflags.h>
#include <linux/slab.h>

void *irq_disable_bad(void)
{
	void *p;

	local_irq_disable();
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	local_irq_enable();
	return p;
}

void *irq_disable_ok(void)
{
	local_irq_disable();
	local_irq_enable();
	return kmalloc(16, GFP_KERNEL);
}
