// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Whoever takes a lock does not hold it, even if its release was not seen: a helper that is not
// in this file gave it up.
#include <linux/slab.h>
#include <linux/spinlock.h>

struct box {
	spinlock_t lock;
	void *item;
};

bool box_ready(struct box *b);
int box_wait_and_unlock(struct box *b);

void *taken_again_ok(struct box *b)
{
	spin_lock_irq(&b->lock);
	while (!box_ready(b)) {
		if (box_wait_and_unlock(b))
			return NULL;
		spin_lock_irq(&b->lock);
	}
	spin_unlock_irq(&b->lock);
	return kmalloc(16, GFP_KERNEL);
}

void *still_held_bad(struct box *b)
{
	void *p;

	spin_lock_irq(&b->lock);
	box_wait_and_unlock(b);
	spin_lock_irq(&b->lock);
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	spin_unlock_irq(&b->lock);
	return p;
}
