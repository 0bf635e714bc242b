// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The result of a trylock is kept and tested later.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *trylock_variable_bad(spinlock_t *lock, int *n)
{
	int locked = spin_trylock(lock);
	void *p = NULL;

	(*n)++;
	if (locked) {
		p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
		spin_unlock(lock);
	}
	return p;
}

void *trylock_variable_ok(spinlock_t *lock, int *n)
{
	int locked = spin_trylock(lock);
	void *p = NULL;

	(*n)++;
	if (!locked)
		p = kmalloc(16, GFP_KERNEL);
	if (locked)
		spin_unlock(lock);
	return p;
}
