// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %print-findings %s | %FileCheck %s --match-full-lines --strict-whitespace --implicit-check-not={{.}}
//
// A handler's trace ends where the handler was registered.
#include <linux/delay.h>
#include <linux/interrupt.h>

static void chip_reset(void)
{
	msleep(20);
}

static irqreturn_t handler(int irq, void *data)
{
	chip_reset();
	return IRQ_HANDLED;
}

int probe(int irq, void *data)
{
	return request_irq(irq, handler, 0, "mini", data);
}
// CHECK:registration.c:10:2: error: 'msleep' may sleep in hardirq context [gfp-sleep-in-atomic]
// CHECK-NEXT:registration.c:15:2: note: 'chip_reset' is called by 'handler'
// CHECK-NEXT:registration.c:21:9: note: 'handler' is handed to 'request_irq' here (context: {{.+}})
