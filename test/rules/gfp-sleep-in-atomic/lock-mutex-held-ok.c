// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Locks that sleep themselves do not forbid sleeping.
#include <linux/mutex.h>
#include <linux/rwsem.h>
#include <linux/semaphore.h>
#include <linux/slab.h>

void *mutex_held_ok(struct mutex *m)
{
	void *p;

	mutex_lock(m);
	p = kmalloc(16, GFP_KERNEL);
	mutex_unlock(m);
	return p;
}

void *rwsem_held_ok(struct rw_semaphore *sem)
{
	void *p;

	down_write(sem);
	p = kmalloc(16, GFP_KERNEL);
	up_write(sem);
	return p;
}

void *semaphore_held_ok(struct semaphore *sem)
{
	void *p;

	down(sem);
	p = kmalloc(16, GFP_KERNEL);
	up(sem);
	return p;
}
