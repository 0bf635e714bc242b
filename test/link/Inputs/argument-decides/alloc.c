// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <linux/delay.h>
#include <linux/slab.h>
#include "alloc.h"

void *part_new(size_t size, gfp_t flags)
{
	return kzalloc(size + 16, flags);
}

void part_wait(int *done, int may_block)
{
	while (!*done) {
		if (may_block)
			msleep(1);
		else
			udelay(10);
	}
}
