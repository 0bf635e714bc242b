// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// An hrtimer runs in hardirq context; its function is a member.
#include <linux/hrtimer.h>
#include <linux/slab.h>

struct dev {
	struct hrtimer timer;
	void *last;
	int failed;
};

static enum hrtimer_restart hrtimer_bad(struct hrtimer *t)
{
	struct dev *d = container_of(t, struct dev, timer);

	d->last = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	if (!d->last)
		d->failed++;
	return HRTIMER_NORESTART;
}

void hrtimer_start_ok(struct dev *d)
{
	hrtimer_init(&d->timer, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	d->timer.function = hrtimer_bad;
	hrtimer_start(&d->timer, ms_to_ktime(5), HRTIMER_MODE_REL);
}
