// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// An interrupt handler must not sleep.
#include <linux/interrupt.h>
#include <linux/slab.h>

struct dev {
	int irq;
	void *last;
};

static irqreturn_t handler_bad(int irq, void *data)
{
	struct dev *d = data;

	kfree(d->last);
	d->last = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	return IRQ_HANDLED;
}

static irqreturn_t handler_ok(int irq, void *data)
{
	struct dev *d = data;

	kfree(d->last);
	d->last = kmalloc(16, GFP_ATOMIC);
	return IRQ_HANDLED;
}

int probe_ok(struct dev *d)
{
	int ret;

	d->last = kmalloc(16, GFP_KERNEL);
	if (!d->last)
		return -ENOMEM;
	ret = request_irq(d->irq, handler_bad, IRQF_SHARED, "mini", d);
	if (ret)
		return ret;
	return request_irq(d->irq + 1, handler_ok, 0, "mini", d);
}
