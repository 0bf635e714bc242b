/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_SERIAL_CORE_H
#define _KALLOC_LINUX_SERIAL_CORE_H

#include <linux/spinlock.h>
#include <linux/types.h>

struct uart_port;

struct uart_ops {
	unsigned int (*tx_empty)(struct uart_port *);
	void (*stop_tx)(struct uart_port *);
	void (*start_tx)(struct uart_port *);
	void (*stop_rx)(struct uart_port *);
	int (*startup)(struct uart_port *);
	void (*shutdown)(struct uart_port *);
};

struct uart_port {
	spinlock_t lock;
	const struct uart_ops *ops;
	void *private_data;
};

#endif
