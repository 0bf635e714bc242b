// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// atomic_dec_and_lock() holds the lock when it returns true.
#include <linux/atomic.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct object {
	atomic_t refs;
};

static DEFINE_SPINLOCK(objects_lock);

void *dec_and_lock_bad(struct object *o)
{
	void *p;

	if (!atomic_dec_and_lock(&o->refs, &objects_lock))
		return NULL;
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	spin_unlock(&objects_lock);
	return p;
}

void *dec_and_lock_ok(struct object *o)
{
	if (!atomic_dec_and_lock(&o->refs, &objects_lock))
		return kmalloc(16, GFP_KERNEL);
	spin_unlock(&objects_lock);
	return NULL;
}
