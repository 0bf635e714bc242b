// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Semaphores and rw_semaphores.
#include <linux/rwsem.h>
#include <linux/semaphore.h>
#include <linux/spinlock.h>

void semaphores_bad(spinlock_t *lock, struct semaphore *sem, struct rw_semaphore *rw)
{
	spin_lock(lock);
	down(sem); /* bug: gfp-sleep-in-atomic */
	down_read(rw); /* bug: gfp-sleep-in-atomic */
	up_read(rw);
	down_write(rw); /* bug: gfp-sleep-in-atomic */
	up_write(rw);
	up(sem);
	spin_unlock(lock);
}

void semaphores_ok(spinlock_t *lock, struct semaphore *sem, struct rw_semaphore *rw)
{
	down(sem);
	down_read(rw);
	spin_lock(lock);
	if (!down_trylock(sem))
		up(sem);
	spin_unlock(lock);
	up_read(rw);
	up(sem);
}
