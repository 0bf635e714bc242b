// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// irq_work runs with interrupts off.
#include <linux/irq_work.h>
#include <linux/slab.h>

static void irq_work_bad(struct irq_work *w)
{
	kfree(kmalloc(16, GFP_KERNEL)); /* bug: gfp-sleep-in-atomic */
}

static void irq_work_static_bad(struct irq_work *w)
{
	kfree(kmalloc(16, GFP_KERNEL)); /* bug: gfp-sleep-in-atomic */
}

static DEFINE_IRQ_WORK(static_work, irq_work_static_bad);

void irq_work_start_ok(struct irq_work *w)
{
	init_irq_work(w, irq_work_bad);
	irq_work_queue(w);
	irq_work_queue(&static_work);
}
