// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The thread of a threaded interrupt may sleep, its hard half may not.
#include <linux/interrupt.h>
#include <linux/mutex.h>
#include <linux/slab.h>

struct dev {
	int irq;
	struct mutex mutex;
};

static irqreturn_t hard_half_bad(int irq, void *data)
{
	struct dev *d = data;

	mutex_lock(&d->mutex); /* bug: gfp-sleep-in-atomic */
	mutex_unlock(&d->mutex);
	return IRQ_WAKE_THREAD;
}

static irqreturn_t thread_half_ok(int irq, void *data)
{
	struct dev *d = data;

	mutex_lock(&d->mutex);
	kfree(kmalloc(16, GFP_KERNEL));
	mutex_unlock(&d->mutex);
	return IRQ_HANDLED;
}

int threaded_probe_ok(struct dev *d)
{
	return request_threaded_irq(d->irq, hard_half_bad, thread_half_ok, IRQF_ONESHOT, "mini", d);
}

int thread_only_probe_ok(struct dev *d)
{
	return request_threaded_irq(d->irq, NULL, thread_half_ok, IRQF_ONESHOT, "mini", d);
}
