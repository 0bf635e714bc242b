// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <linux/interrupt.h>

int layer1(int x);

static irqreturn_t top_irq_bad(int irq, void *data)
{
	return layer1(irq) ? IRQ_HANDLED : IRQ_NONE; /* bug: gfp-sleep-in-atomic */
}

int top_start_bad(void *data)
{
	return request_irq(7, top_irq_bad, 0, "top", data); /* via: gfp-sleep-in-atomic */
}
