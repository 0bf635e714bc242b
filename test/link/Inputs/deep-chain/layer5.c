// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <linux/slab.h>

int layer5(int x)
{
	void *p = kmalloc(x, GFP_KERNEL);
	int got = p != 0;

	kfree(p);
	return got;
}
