// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <linux/delay.h>
#include "ops.h"

static int slow_read(struct widget *w, int reg)
{
	msleep(10);
	return w->value + reg;
}

static int slow_probe(struct widget *w)
{
	msleep(100);
	return 0;
}

const struct widget_ops slow_ops = {
	.read = slow_read,
	.probe = slow_probe,
};
