// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// might_sleep_if() sleeps when its argument is true.
#include <linux/gfp.h>
#include <linux/kernel.h>
#include <linux/spinlock.h>

static int take(gfp_t gfp)
{
	might_sleep_if(gfpflags_allow_blocking(gfp)); /* bug: gfp-sleep-in-atomic */
	return 1;
}

int might_sleep_if_bad(spinlock_t *lock)
{
	int n;

	spin_lock(lock);
	n = take(GFP_KERNEL); /* via: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return n;
}

int might_sleep_if_ok(spinlock_t *lock)
{
	int n;

	spin_lock(lock);
	n = take(GFP_ATOMIC);
	spin_unlock(lock);
	return n;
}
