// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A path that runs only in task context.
#include <linux/interrupt.h>
#include <linux/preempt.h>
#include <linux/slab.h>

static irqreturn_t in_task_ok(int irq, void *data)
{
	if (in_task())
		kfree(kmalloc(16, GFP_KERNEL));
	return IRQ_HANDLED;
}

static irqreturn_t in_task_bad(int irq, void *data)
{
	if (!in_task())
		kfree(kmalloc(16, GFP_KERNEL)); /* bug: gfp-sleep-in-atomic */
	return IRQ_HANDLED;
}

int in_task_probe_ok(int irq, void *data)
{
	int ret = request_irq(irq, in_task_ok, 0, "mini", data);

	return ret ? ret : request_irq(irq + 1, in_task_bad, 0, "mini", data);
}
