// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <linux/spinlock.h>

int two(int depth);
static DEFINE_SPINLOCK(lock);

int one_bad(int depth)
{
	return depth ? two(depth - 1) : 0; /* bug: gfp-sleep-in-atomic */
}

int one_locked_bad(int depth)
{
	int v;

	spin_lock(&lock);
	v = one_bad(depth); /* via: gfp-sleep-in-atomic */
	spin_unlock(&lock);
	return v;
}
