// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The sleeping operation is two calls below the handler.
#include <linux/delay.h>
#include <linux/interrupt.h>

struct dev {
	int irq;
	int state;
};

static void chip_reset(struct dev *d)
{
	d->state = 0;
	msleep(20); /* bug: gfp-sleep-in-atomic */
}

static void chip_check(struct dev *d)
{
	if (d->state < 0)
		chip_reset(d);
}

static irqreturn_t deep_handler_bad(int irq, void *data)
{
	chip_check(data); /* via: gfp-sleep-in-atomic */
	return IRQ_HANDLED;
}

int deep_probe_ok(struct dev *d)
{
	chip_reset(d);
	return request_irq(d->irq, deep_handler_bad, 0, "mini", d);
}
