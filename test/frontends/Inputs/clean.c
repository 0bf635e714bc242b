// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <linux/slab.h>

void *give_ok(void)
{
	return kmalloc(16, GFP_KERNEL);
}
