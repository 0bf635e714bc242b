// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <linux/spinlock.h>
struct port {
	spinlock_t lock;
	void (*done)(struct port *p);
};
void port_complete(struct port *p);
void port_flush(struct port *p);
