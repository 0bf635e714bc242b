// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// alloc_percpu() takes a mutex.
#include <linux/percpu.h>
#include <linux/spinlock.h>

int *percpu_bad(spinlock_t *lock)
{
	int *p;

	spin_lock(lock);
	p = alloc_percpu(int); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return p;
}

int *percpu_ok(spinlock_t *lock)
{
	int *p;

	spin_lock(lock);
	p = alloc_percpu_gfp(int, GFP_NOWAIT);
	spin_unlock(lock);
	return p;
}
