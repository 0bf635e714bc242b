// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A mutex that was tried is a mutex: one may sleep with it held.
#include <linux/mutex.h>
#include <linux/semaphore.h>
#include <linux/slab.h>

void *trylock_mutex_ok(struct mutex *m)
{
	void *p;

	if (!mutex_trylock(m))
		return NULL;
	p = kmalloc(16, GFP_KERNEL);
	mutex_unlock(m);
	return p;
}

void *trylock_semaphore_ok(struct semaphore *sem)
{
	void *p;

	if (down_trylock(sem))
		return NULL;
	p = kmalloc(16, GFP_KERNEL);
	up(sem);
	return p;
}
