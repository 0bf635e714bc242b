// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Flags chosen by in_interrupt(): right in a handler, blind to spinlocks.
#include <linux/interrupt.h>
#include <linux/preempt.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

static void *note(void)
{
	return kmalloc(16, in_interrupt() ? GFP_ATOMIC : GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
}

static irqreturn_t query_handler_ok(int irq, void *data)
{
	kfree(note());
	return IRQ_HANDLED;
}

int query_probe_ok(int irq, void *data)
{
	return request_irq(irq, query_handler_ok, 0, "mini", data);
}

void *query_locked_bad(spinlock_t *lock)
{
	void *p;

	spin_lock(lock);
	p = note(); /* via: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return p;
}
