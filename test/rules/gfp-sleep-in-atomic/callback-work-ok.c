// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Work items and delayed work run in process context.
#include <linux/mutex.h>
#include <linux/preempt.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

struct dev {
	struct work_struct work;
	struct delayed_work poll;
	struct mutex mutex;
};

static void work_ok(struct work_struct *work)
{
	struct dev *d = container_of(work, struct dev, work);

	mutex_lock(&d->mutex);
	kfree(kmalloc(16, GFP_KERNEL));
	mutex_unlock(&d->mutex);
}

static void poll_ok(struct work_struct *work)
{
	kfree(kmalloc(16, GFP_KERNEL));
}

static void work_locked_bad(struct work_struct *work)
{
	preempt_disable();
	kfree(kmalloc(16, GFP_KERNEL)); /* bug: gfp-sleep-in-atomic */
	preempt_enable();
}

void work_start_ok(struct dev *d, struct work_struct *other)
{
	INIT_WORK(&d->work, work_ok);
	INIT_DELAYED_WORK(&d->poll, poll_ok);
	INIT_WORK(other, work_locked_bad);
	schedule_work(&d->work);
	schedule_delayed_work(&d->poll, HZ);
}
