// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// guard(preempt)(), guard(irq)() and guard(irqsave)().
#include <linux/irqflags.h>
#include <linux/preempt.h>
#include <linux/slab.h>

void *guard_preempt_bad(void)
{
	guard(preempt)();
	return kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
}

void *guard_irq_bad(void)
{
	guard(irq)();
	return kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
}

void *guard_irqs_bad(void)
{
	guard(irqsave)();
	return kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
}

void *guard_preempt_ok(void)
{
	guard(preempt)();
	return kmalloc(16, GFP_NOWAIT);
}
