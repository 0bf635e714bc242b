// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The managed way of requesting an interrupt.
#include <linux/device.h>
#include <linux/interrupt.h>
#include <linux/slab.h>

static irqreturn_t devm_handler_bad(int irq, void *data)
{
	kfree(kmalloc(16, GFP_KERNEL)); /* bug: gfp-sleep-in-atomic */
	return IRQ_HANDLED;
}

static irqreturn_t devm_thread_ok(int irq, void *data)
{
	kfree(kmalloc(16, GFP_KERNEL));
	return IRQ_HANDLED;
}

int devm_probe_ok(struct device *dev, int irq)
{
	int ret = devm_request_irq(dev, irq, devm_handler_bad, 0, "mini", dev);

	if (ret)
		return ret;
	return devm_request_threaded_irq(dev, irq, NULL, devm_thread_ok, IRQF_ONESHOT, "mini", dev);
}
