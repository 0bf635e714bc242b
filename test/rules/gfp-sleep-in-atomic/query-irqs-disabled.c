// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// irqs_disabled() sees what the caller did.
#include <linux/irqflags.h>
#include <linux/preempt.h>
#include <linux/slab.h>

static void *note(void)
{
	if (irqs_disabled())
		return kmalloc(16, GFP_ATOMIC);
	return kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
}

void *irqs_disabled_ok(void)
{
	unsigned long flags;
	void *p;

	local_irq_save(flags);
	p = note();
	local_irq_restore(flags);
	return p;
}

void *irqs_disabled_only_bad(void)
{
	void *p;

	preempt_disable();
	p = note(); /* via: gfp-sleep-in-atomic */
	preempt_enable();
	return p;
}
