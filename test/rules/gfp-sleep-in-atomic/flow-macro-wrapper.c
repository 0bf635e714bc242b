// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The author's own macros around lock and allocation.
#include <linux/slab.h>
#include <linux/spinlock.h>

struct dev {
	spinlock_t lock;
};

#define dev_enter(d) spin_lock(&(d)->lock)
#define dev_leave(d) spin_unlock(&(d)->lock)
#define dev_new(type) kzalloc(sizeof(type), GFP_KERNEL)

void *macro_wrapper_bad(struct dev *d)
{
	void *p;

	dev_enter(d);
	p = dev_new(struct dev); /* bug: gfp-sleep-in-atomic */
	dev_leave(d);
	return p;
}

void *macro_wrapper_ok(struct dev *d)
{
	dev_enter(d);
	dev_leave(d);
	return dev_new(struct dev);
}
