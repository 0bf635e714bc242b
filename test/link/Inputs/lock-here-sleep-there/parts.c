// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <linux/slab.h>
#include "parts.h"

void part_reset(struct part *p)
{
	kfree(p->buffer);
	p->buffer = kmalloc(64, GFP_KERNEL);
	if (!p->buffer)
		p->busy = 0;
}

int part_peek(struct part *p)
{
	return p->busy;
}
