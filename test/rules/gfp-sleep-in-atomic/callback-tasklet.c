// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Tasklets, with the new and the old kind of callback.
#include <linux/interrupt.h>
#include <linux/slab.h>

struct dev {
	struct tasklet_struct tasklet, old;
	void *last;
	int failed;
};

static void tasklet_bad(struct tasklet_struct *t)
{
	struct dev *d = from_tasklet(d, t, tasklet);

	d->last = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	if (!d->last)
		d->failed++;
}

static void tasklet_old_bad(unsigned long data)
{
	struct dev *d = (struct dev *)data;

	d->last = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	if (!d->last)
		d->failed++;
}

void tasklet_start_ok(struct dev *d)
{
	tasklet_setup(&d->tasklet, tasklet_bad);
	tasklet_init(&d->old, tasklet_old_bad, (unsigned long)d);
	tasklet_schedule(&d->tasklet);
}
