// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A timer callback runs in softirq context.
#include <linux/slab.h>
#include <linux/timer.h>

struct dev {
	struct timer_list timer;
	void *last;
	int failed;
};

static void timer_bad(struct timer_list *t)
{
	struct dev *d = from_timer(d, t, timer);

	kfree(d->last);
	d->last = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	if (!d->last)
		d->failed++;
	mod_timer(&d->timer, jiffies + HZ);
}

void timer_start_ok(struct dev *d)
{
	d->last = kmalloc(16, GFP_KERNEL);
	if (!d->last)
		d->failed++;
	timer_setup(&d->timer, timer_bad, 0);
	mod_timer(&d->timer, jiffies + HZ);
}
