// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Waiting for a completion sleeps; completing one does not.
#include <linux/completion.h>
#include <linux/spinlock.h>

void completion_bad(spinlock_t *lock, struct completion *c)
{
	spin_lock(lock);
	wait_for_completion(c); /* bug: gfp-sleep-in-atomic */
	wait_for_completion_timeout(c, 10); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
}

void completion_ok(spinlock_t *lock, struct completion *c)
{
	spin_lock(lock);
	complete(c);
	spin_unlock(lock);
	wait_for_completion(c);
}
