// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Giving back a lock inside a handler does not make it process context.
#include <linux/interrupt.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct dev {
	spinlock_t lock;
	int irq;
	void *last;
};

static irqreturn_t unlocks_bad(int irq, void *data)
{
	struct dev *d = data;

	spin_lock(&d->lock);
	spin_unlock(&d->lock);
	d->last = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	return IRQ_HANDLED;
}

int unlocks_probe_ok(struct dev *d)
{
	return request_irq(d->irq, unlocks_bad, 0, "mini", d);
}
