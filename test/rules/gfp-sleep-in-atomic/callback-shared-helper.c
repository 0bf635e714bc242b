// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// One helper serves a work item and a tasklet: only the way from the tasklet is wrong.
#include <linux/interrupt.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

struct dev {
	struct tasklet_struct tasklet;
	struct work_struct work;
	void *last;
	int failed;
};

static void refresh(struct dev *d)
{
	kfree(d->last);
	d->last = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	if (!d->last)
		d->failed++;
}

static void shared_work_ok(struct work_struct *w)
{
	refresh(container_of(w, struct dev, work));
}

static void shared_tasklet_bad(struct tasklet_struct *t)
{
	struct dev *d = from_tasklet(d, t, tasklet);

	refresh(d); /* via: gfp-sleep-in-atomic */
}

void shared_start_ok(struct dev *d)
{
	INIT_WORK(&d->work, shared_work_ok);
	tasklet_setup(&d->tasklet, shared_tasklet_bad);
}
