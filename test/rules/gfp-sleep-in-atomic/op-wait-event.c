// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The wait_event() family consists of macros.
#include <linux/spinlock.h>
#include <linux/wait.h>

int wait_event_bad(spinlock_t *lock, wait_queue_head_t *wq, int *done)
{
	int ret;

	spin_lock(lock);
	wait_event(*wq, *done); /* bug: gfp-sleep-in-atomic */
	ret = wait_event_interruptible(*wq, *done); /* bug: gfp-sleep-in-atomic */
	wait_event_timeout(*wq, *done, 10); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return ret;
}

int wait_event_ok(spinlock_t *lock, wait_queue_head_t *wq, int *done)
{
	spin_lock(lock);
	wake_up(wq);
	wake_up_interruptible(wq);
	spin_unlock(lock);
	return wait_event_interruptible(*wq, *done);
}
