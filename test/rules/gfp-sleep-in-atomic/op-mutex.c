// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Taking a mutex sleeps, trying it does not.
#include <linux/mutex.h>
#include <linux/spinlock.h>

void mutex_lock_bad(spinlock_t *lock, struct mutex *m)
{
	spin_lock(lock);
	mutex_lock(m); /* bug: gfp-sleep-in-atomic */
	mutex_unlock(m);
	spin_unlock(lock);
}

int mutex_interruptible_bad(spinlock_t *lock, struct mutex *m)
{
	int ret;

	spin_lock(lock);
	ret = mutex_lock_interruptible(m); /* bug: gfp-sleep-in-atomic */
	if (!ret)
		mutex_unlock(m);
	spin_unlock(lock);
	return ret;
}

void mutex_trylock_ok(spinlock_t *lock, struct mutex *m)
{
	spin_lock(lock);
	if (mutex_trylock(m))
		mutex_unlock(m);
	spin_unlock(lock);
}
