// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <linux/delay.h>

static void update(void)
{
	msleep(20);
}

void slow_ok(void)
{
	update();
}
