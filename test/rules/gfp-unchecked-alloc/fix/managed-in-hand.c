// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-fix %s
//
// Memory that belongs to the device is given back without our help.
#include <linux/device.h>
#include <linux/slab.h>

struct priv {
	char *buf;
};

int managed(struct device *dev)
{
	struct priv *p;

	p = devm_kzalloc(dev, sizeof(*p), GFP_KERNEL);
	if (!p)
		return -ENOMEM;
	p->buf = devm_kzalloc(dev, 64, GFP_KERNEL);
	p->buf[0] = 1;
	return 0;
}
