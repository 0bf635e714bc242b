// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Inline functions of headers are followed like any other.
#include <linux/delay.h>
#include <linux/spinlock.h>

void header_inline_bad(spinlock_t *lock)
{
	spin_lock(lock);
	ssleep(1); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
}

void header_inline_ok(spinlock_t *lock)
{
	spin_lock(lock);
	udelay(1);
	spin_unlock(lock);
	ssleep(1);
}
