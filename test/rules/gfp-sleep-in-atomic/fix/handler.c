// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-fix %s
//
// In an interrupt handler.
#include <linux/interrupt.h>
#include <linux/slab.h>

static irqreturn_t handler(int irq, void *data)
{
	void **slot = data;

	kfree(*slot);
	*slot = kzalloc(16, GFP_KERNEL);
	return *slot ? IRQ_HANDLED : IRQ_NONE;
}

int probe(int irq, void **slot)
{
	return request_irq(irq, handler, 0, "mini", slot);
}
