// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <linux/delay.h>
#include "port.h"

void port_complete_bad(struct port *p)
{
	spin_lock(&p->lock); /* via: gfp-sleep-in-atomic */
	p->done(p); /* bug: gfp-sleep-in-atomic */
	spin_unlock(&p->lock);
}

/* Called with the lock held, which it drops while it waits. */
void port_flush(struct port *p)
{
	spin_unlock(&p->lock);
	msleep(1);
	spin_lock(&p->lock);
}
