// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A call through an ops table whose members are known in this file.
#include <linux/slab.h>
#include <linux/spinlock.h>

struct codec;

struct codec_ops {
	void *(*prepare)(struct codec *c);
	void (*kick)(struct codec *c);
};

struct codec {
	spinlock_t lock;
	const struct codec_ops *ops;
	int kicks;
};

static void *soft_prepare(struct codec *c)
{
	return kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
}

static void soft_kick(struct codec *c)
{
	c->kicks++;
}

const struct codec_ops soft_ops = {
	.prepare = soft_prepare,
	.kick = soft_kick,
};

void *ops_table_bad(struct codec *c)
{
	void *p;

	spin_lock(&c->lock);
	p = c->ops->prepare(c); /* via: gfp-sleep-in-atomic */
	spin_unlock(&c->lock);
	return p;
}

void *ops_table_ok(struct codec *c)
{
	spin_lock(&c->lock);
	c->ops->kick(c);
	spin_unlock(&c->lock);
	return c->ops->prepare(c);
}
