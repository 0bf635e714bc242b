// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <linux/delay.h>
#include "port.h"

static void driver_done(struct port *p)
{
	msleep(5);
}

void driver_init(struct port *p)
{
	p->done = driver_done;
}

void driver_stop_ok(struct port *p)
{
	spin_lock(&p->lock);
	port_flush(p);
	spin_unlock(&p->lock);
}
