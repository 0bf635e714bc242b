// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A callback takes a lock and asks where it runs: what it is told is what its registration says.
#include <linux/interrupt.h>
#include <linux/preempt.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/timer.h>

struct dev {
	spinlock_t lock;
	struct timer_list timer;
	void *last;
};

static gfp_t flags_here(void)
{
	return in_softirq() ? GFP_ATOMIC : GFP_KERNEL;
}

static void timer_ok(struct timer_list *t)
{
	struct dev *d = from_timer(d, t, timer);

	spin_lock(&d->lock);
	d->last = kmalloc(16, flags_here());
	spin_unlock(&d->lock);
}

static void helper_bad(struct dev *d)
{
	spin_lock(&d->lock);
	d->last = kmalloc(16, flags_here()); /* bug: gfp-sleep-in-atomic */
	spin_unlock(&d->lock);
}

void anywhere(struct dev *d)
{
	helper_bad(d);
}

void setup_ok(struct dev *d)
{
	timer_setup(&d->timer, timer_ok, 0);
}
