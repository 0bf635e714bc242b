// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Giving up the CPU.
#include <linux/sched.h>
#include <linux/spinlock.h>

void schedule_bad(spinlock_t *lock)
{
	spin_lock(lock);
	schedule(); /* bug: gfp-sleep-in-atomic */
	schedule_timeout(3); /* bug: gfp-sleep-in-atomic */
	schedule_timeout_uninterruptible(3); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
}

void schedule_ok(spinlock_t *lock)
{
	spin_lock(lock);
	spin_unlock(lock);
	schedule();
}
