// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// An operation at the end of many ways is not lost because of those before it: pointers that are
// followed on the way make no difference between ways.
#include <linux/delay.h>
#include <linux/interrupt.h>
#include <linux/slab.h>

struct io {
	struct io *next, *prev, *up, *down;
	int a, b, c, d, e, f;
	void *mem;
};

static void pause_one(struct io *io)
{
	if (io->next->a)
		msleep(1); /* bug: gfp-sleep-in-atomic */
	if (io->prev->b)
		msleep(2); /* bug: gfp-sleep-in-atomic */
	if (io->up->c)
		msleep(3); /* bug: gfp-sleep-in-atomic */
	if (io->down->d)
		msleep(4); /* bug: gfp-sleep-in-atomic */
}

static void pause_many(struct io *io)
{
	if (io->a)
		pause_one(io->next);
	if (io->b)
		pause_one(io->prev);
	if (io->c)
		pause_one(io->up);
	if (io->d)
		pause_one(io->down);
}

static void fill(struct io *io)
{
	if (io->e)
		pause_many(io->next->next);
	if (io->f)
		pause_many(io->prev->prev);
	io->mem = kmalloc(16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
}

static void start(struct io *io)
{
	if (io->a)
		fill(io);
}

static irqreturn_t many_ways_bad(int irq, void *data)
{
	start(data); /* via: gfp-sleep-in-atomic */
	return IRQ_HANDLED;
}

int setup(struct io *io, int irq)
{
	return request_irq(irq, many_ways_bad, 0, "io", io);
}
