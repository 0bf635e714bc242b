// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Waiting for work to end sleeps; cancelling without waiting does not.
#include <linux/spinlock.h>
#include <linux/workqueue.h>

void cancel_sync_bad(spinlock_t *lock, struct work_struct *w, struct delayed_work *d)
{
	spin_lock(lock);
	cancel_work_sync(w); /* bug: gfp-sleep-in-atomic */
	cancel_delayed_work_sync(d); /* bug: gfp-sleep-in-atomic */
	flush_work(w); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
}

void cancel_sync_ok(spinlock_t *lock, struct work_struct *w, struct delayed_work *d)
{
	spin_lock(lock);
	cancel_delayed_work(d);
	schedule_work(w);
	spin_unlock(lock);
	cancel_delayed_work_sync(d);
}
