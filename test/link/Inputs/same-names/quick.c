// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <linux/spinlock.h>

static DEFINE_SPINLOCK(lock);
static int count;

static void update(void)
{
	count++;
}

void quick_ok(void)
{
	spin_lock(&lock);
	update();
	spin_unlock(&lock);
}
