// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Delays that sleep and delays that spin.
#include <linux/delay.h>
#include <linux/spinlock.h>

void delays_bad(spinlock_t *lock)
{
	spin_lock(lock);
	msleep(10); /* bug: gfp-sleep-in-atomic */
	usleep_range(10, 20); /* bug: gfp-sleep-in-atomic */
	msleep_interruptible(5); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
}

void delays_ok(spinlock_t *lock)
{
	spin_lock(lock);
	udelay(10);
	mdelay(1);
	ndelay(100);
	spin_unlock(lock);
	msleep(10);
}
