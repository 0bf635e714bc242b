// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A mutex outside does not make a spinlock inside harmless.
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct queue {
	struct mutex config;
	spinlock_t lock;
};

void *inside_mutex_bad(struct queue *q)
{
	void *p;

	mutex_lock(&q->config);
	spin_lock(&q->lock);
	p = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	spin_unlock(&q->lock);
	mutex_unlock(&q->config);
	return p;
}

void *inside_mutex_ok(struct queue *q)
{
	void *p;

	mutex_lock(&q->config);
	spin_lock(&q->lock);
	spin_unlock(&q->lock);
	p = kmalloc(16, GFP_KERNEL);
	mutex_unlock(&q->config);
	return p;
}
