// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// cond_resched() may schedule.
#include <linux/sched.h>
#include <linux/spinlock.h>

void cond_resched_bad(spinlock_t *lock)
{
	spin_lock(lock);
	cond_resched(); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
}

void cond_resched_ok(spinlock_t *lock)
{
	spin_lock(lock);
	spin_unlock(lock);
	cond_resched();
}
