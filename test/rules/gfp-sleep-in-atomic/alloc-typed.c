// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The typed allocators use GFP_KERNEL unless they are told otherwise.
#include <linux/slab.h>
#include <linux/spinlock.h>

struct item {
	int key;
};

void typed_bad(spinlock_t *lock, struct item **s)
{
	spin_lock(lock);
	s[0] = kmalloc_obj(struct item); /* bug: gfp-sleep-in-atomic */
	s[1] = kzalloc_obj(*s[1]); /* bug: gfp-sleep-in-atomic */
	s[2] = kmalloc_objs(struct item, 4); /* bug: gfp-sleep-in-atomic */
	s[3] = kzalloc_obj(struct item, GFP_NOFS); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
}

void typed_ok(spinlock_t *lock, struct item **s)
{
	s[0] = kmalloc_obj(struct item);
	spin_lock(lock);
	s[1] = kmalloc_obj(struct item, GFP_ATOMIC);
	s[2] = kzalloc_objs(struct item, 4, GFP_NOWAIT);
	spin_unlock(lock);
}
