// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Serial ports: transmission is started under the port's lock, start-up is not.
#include <linux/serial_core.h>
#include <linux/slab.h>

static void start_tx_bad(struct uart_port *port)
{
	kfree(kmalloc(16, GFP_KERNEL)); /* bug: gfp-sleep-in-atomic */
}

static int startup_ok(struct uart_port *port)
{
	kfree(kmalloc(16, GFP_KERNEL));
	return 0;
}

const struct uart_ops mini_uart_ops = {
	.start_tx = start_tx_bad,
	.startup = startup_ok,
};
