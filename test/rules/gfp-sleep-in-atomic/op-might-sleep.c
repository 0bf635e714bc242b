// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// might_sleep() says that what follows may sleep, even where it expands to nothing.
#include <linux/kernel.h>
#include <linux/spinlock.h>

static int slow_path(int n)
{
	might_sleep(); /* bug: gfp-sleep-in-atomic */
	return n + 1;
}

int might_sleep_bad(spinlock_t *lock)
{
	int n;

	spin_lock(lock);
	might_sleep(); /* bug: gfp-sleep-in-atomic */
	n = slow_path(1); /* via: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return n;
}

int might_sleep_ok(spinlock_t *lock)
{
	spin_lock(lock);
	spin_unlock(lock);
	might_sleep();
	return slow_path(1);
}
