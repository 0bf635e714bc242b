// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// One case falls into the next with the lock held.
#include <linux/slab.h>
#include <linux/spinlock.h>

void *fallthrough_bad(spinlock_t *lock, int cmd)
{
	void *p = NULL;

	switch (cmd) {
	case 1:
		spin_lock(lock);
		fallthrough;
	case 2:
		p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
		break;
	case 3:
		p = kmalloc(32, GFP_KERNEL);
		break;
	}
	if (cmd == 1)
		spin_unlock(lock);
	return p;
}

void *fallthrough_ok(spinlock_t *lock, int cmd)
{
	void *p = NULL;

	switch (cmd) {
	case 1:
		spin_lock(lock);
		spin_unlock(lock);
		fallthrough;
	case 2:
		p = kmalloc(16, GFP_KERNEL);
		break;
	}
	return p;
}
