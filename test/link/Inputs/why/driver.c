// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <linux/gfp.h>
#include <linux/interrupt.h>
#include <linux/workqueue.h>
#include "lamp.h"

static struct lamp lamp;

static void changed(struct lamp *l)
{
	lamp_wait(l, false);
}

static const struct lamp_ops ops = {
	.changed = changed,
};

static irqreturn_t lamp_irq(int irq, void *data)
{
	lamp_set(data, 1, GFP_ATOMIC);
	lamp_tell(&ops, data);
	return IRQ_HANDLED;
}

static void lamp_work(struct work_struct *work)
{
	lamp_wait(&lamp, true);
	lamp_tell(&ops, &lamp);
}

static void note(struct lamp *l)
{
	spin_lock(&l->lock);
	lamp_set(l, 0, GFP_ATOMIC);
	lamp_drop(l);
	spin_unlock(&l->lock);
}

int lamp_start(int irq, struct work_struct *work)
{
	INIT_WORK(work, lamp_work);
	note(&lamp);
	return request_irq(irq, lamp_irq, 0, "lamp", &lamp);
}
