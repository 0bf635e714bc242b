// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The lock is taken through one name and given back through another.
#include <linux/slab.h>
#include <linux/spinlock.h>

struct port {
	spinlock_t lock;
};

void *alias_ok(struct port *port)
{
	spinlock_t *lock = &port->lock;

	spin_lock(lock);
	spin_unlock(&port->lock);
	return kmalloc(16, GFP_KERNEL);
}

void *alias_bad(struct port *port)
{
	spinlock_t *lock = &port->lock;
	void *p;

	spin_lock(lock);
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	spin_unlock(&port->lock);
	return p;
}
