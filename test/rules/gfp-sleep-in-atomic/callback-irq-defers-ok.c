// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The handler leaves the sleeping part to a work item.
#include <linux/interrupt.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

struct dev {
	int irq;
	struct work_struct work;
};

static void work_ok(struct work_struct *work)
{
	struct dev *d = container_of(work, struct dev, work);

	kfree(kmalloc(d->irq, GFP_KERNEL));
}

static irqreturn_t defers_ok(int irq, void *data)
{
	struct dev *d = data;

	schedule_work(&d->work);
	return IRQ_HANDLED;
}

int defers_probe_ok(struct dev *d)
{
	INIT_WORK(&d->work, work_ok);
	return request_irq(d->irq, defers_ok, 0, "mini", d);
}
