// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <linux/delay.h>
#include "radio.h"

static int reg_read_bad(struct radio *r, int reg)
{
	msleep(1); /* bug: gfp-sleep-in-atomic */
	return r->value + reg;
}

static void usb_flush_bad(struct radio *r)
{
	msleep(2); /* bug: gfp-sleep-in-atomic */
}

static const struct radio_ops usb_ops = {
	.read = reg_read_bad,
	.flush = usb_flush_bad,
};

void usb_setup(struct radio *r)
{
	r->ops = &usb_ops;
}

int usb_poll_bad(struct radio *r)
{
	int v;

	spin_lock(&r->lock); /* via: gfp-sleep-in-atomic */
	v = radio_status(r); /* via: gfp-sleep-in-atomic */
	spin_unlock(&r->lock);
	return v;
}

void usb_flush_locked_bad(struct radio *r)
{
	spin_lock(&r->lock);
	radio_flush(r); /* via: gfp-sleep-in-atomic */
	spin_unlock(&r->lock);
}
