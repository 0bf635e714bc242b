// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <linux/delay.h>
#include <linux/preempt.h>
#include <linux/slab.h>
#include "lamp.h"

static void note(struct lamp *l, gfp_t flags)
{
	if (!l->log)
		l->log = kmalloc(16, flags);
}

void lamp_set(struct lamp *l, int on, gfp_t flags)
{
	l->on = on;
	note(l, flags);
}

static void slow(struct lamp *l)
{
	while (!l->on)
		msleep(1);
}

void lamp_wait(struct lamp *l, bool sleep)
{
	if (sleep)
		slow(l);
	else
		udelay(1);
}

static void unlocked(struct lamp *l)
{
	l->on = 2;
}

void lamp_drop(struct lamp *l)
{
	spin_unlock(&l->lock);
	unlocked(l);
	spin_lock(&l->lock);
}

void lamp_grab(struct lamp *l)
{
	spin_lock(&l->lock);
}

static void in_task_only(struct lamp *l)
{
	l->on = 3;
}

static void anywhere(struct lamp *l)
{
	if (!in_interrupt())
		in_task_only(l);
}

void lamp_tell(const struct lamp_ops *ops, struct lamp *l)
{
	anywhere(l);
	ops->changed(l);
}
