// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// local_irq_save() nests by the value of its flags.
#include <linux/irqflags.h>
#include <linux/slab.h>

void *irq_save_bad(void)
{
	unsigned long flags;
	void *p;

	local_irq_save(flags);
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	local_irq_restore(flags);
	return p;
}

void *irq_save_nested_bad(void)
{
	unsigned long outer, inner;
	void *p;

	local_irq_save(outer);
	local_irq_save(inner);
	local_irq_restore(inner);
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	local_irq_restore(outer);
	return p;
}

void *irq_save_ok(void)
{
	unsigned long flags;

	local_irq_save(flags);
	local_irq_restore(flags);
	return kmalloc(16, GFP_KERNEL);
}
