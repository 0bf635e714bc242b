// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <linux/delay.h>

void arch_flush(void)
{
}

void arch_patch(void)
{
	msleep(2);
}
