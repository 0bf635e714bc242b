// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A function that is a timer callback is also called directly from process context.
#include <linux/slab.h>
#include <linux/timer.h>

struct dev {
	struct timer_list timer;
	void *last;
	int failed;
};

static void refresh_bad(struct timer_list *t)
{
	struct dev *d = from_timer(d, t, timer);

	kfree(d->last);
	d->last = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	if (!d->last)
		d->failed++;
}

void also_called_ok(struct dev *d)
{
	timer_setup(&d->timer, refresh_bad, 0);
	refresh_bad(&d->timer);
}
