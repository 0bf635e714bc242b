// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A handler passes flags down that fit its context.
#include <linux/interrupt.h>
#include <linux/slab.h>

struct dev {
	int irq;
	void *last;
};

static int refill(struct dev *d, gfp_t gfp)
{
	kfree(d->last);
	d->last = kmalloc(16, gfp); /* bug: gfp-sleep-in-atomic */
	return d->last ? 0 : -ENOMEM;
}

static irqreturn_t argument_ok(int irq, void *data)
{
	refill(data, GFP_ATOMIC);
	return IRQ_HANDLED;
}

static irqreturn_t argument_bad(int irq, void *data)
{
	refill(data, GFP_KERNEL); /* via: gfp-sleep-in-atomic */
	return IRQ_HANDLED;
}

int argument_probe_ok(struct dev *d)
{
	int ret = refill(d, GFP_KERNEL);

	if (ret)
		return ret;
	ret = request_irq(d->irq, argument_ok, 0, "mini", d);
	return ret ? ret : request_irq(d->irq + 1, argument_bad, 0, "mini", d);
}
