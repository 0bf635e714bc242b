// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The switch that takes the lock and the one that gives it back agree.
#include <linux/slab.h>
#include <linux/spinlock.h>

enum how { NONE, PLAIN, BH };

void *switch_ok(spinlock_t *lock, enum how how, int *n)
{
	switch (how) {
	case PLAIN:
		spin_lock(lock);
		break;
	case BH:
		spin_lock_bh(lock);
		break;
	default:
		break;
	}
	(*n)++;
	switch (how) {
	case PLAIN:
		spin_unlock(lock);
		break;
	case BH:
		spin_unlock_bh(lock);
		break;
	default:
		break;
	}
	return kmalloc(16, GFP_KERNEL);
}

void *switch_bad(spinlock_t *lock, enum how how)
{
	void *p = NULL;

	switch (how) {
	case BH:
		spin_lock_bh(lock);
		p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
		spin_unlock_bh(lock);
		break;
	case PLAIN:
		p = kmalloc(16, GFP_KERNEL);
		break;
	default:
		break;
	}
	return p;
}
