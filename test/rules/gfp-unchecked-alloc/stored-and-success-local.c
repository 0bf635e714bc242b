// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The result goes through a local before it is stored.
#include <linux/device.h>
#include <linux/errno.h>
#include <linux/slab.h>

struct priv {
	int id;
};

int FN_stored_local_bad(struct device *dev)
{
	struct priv *priv = devm_kzalloc(dev, sizeof(*priv), GFP_KERNEL); /* missed: gfp-unchecked-alloc */

	dev_set_drvdata(dev, priv);
	return 0;
}

int stored_local_ok(struct device *dev)
{
	struct priv *priv = devm_kzalloc(dev, sizeof(*priv), GFP_KERNEL);

	if (!priv)
		return -ENOMEM;
	dev_set_drvdata(dev, priv);
	return 0;
}
