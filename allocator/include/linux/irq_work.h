/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_IRQ_WORK_H
#define _KALLOC_LINUX_IRQ_WORK_H

#include <linux/container_of.h>
#include <linux/types.h>

struct irq_work {
	unsigned long flags;
	void (*func)(struct irq_work *);
};

#define DEFINE_IRQ_WORK(name, _f) struct irq_work name = { .func = (_f) }

static inline void init_irq_work(struct irq_work *work, void (*func)(struct irq_work *))
{
	*work = (struct irq_work){ .func = func };
}

bool irq_work_queue(struct irq_work *work);
void irq_work_sync(struct irq_work *work);

#endif
