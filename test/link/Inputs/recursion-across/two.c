// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <linux/delay.h>

int one_bad(int depth);

int two(int depth)
{
	if (depth > 3)
		msleep(1);
	return one_bad(depth);
}
