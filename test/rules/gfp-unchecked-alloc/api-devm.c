// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Managed allocations can fail too.
#include <linux/device.h>
#include <linux/string.h>

struct priv {
	int id;
};

int devm_bad(struct device *dev)
{
	struct priv *priv = devm_kzalloc(dev, sizeof(*priv), GFP_KERNEL);

	priv->id = 1; /* bug: gfp-unchecked-alloc */
	dev_set_drvdata(dev, priv);
	return 0;
}

int devm_name_bad(struct device *dev)
{
	char *name = devm_kasprintf(dev, GFP_KERNEL, "port%d", 3);

	return strlen(name); /* bug: gfp-unchecked-alloc */
}

int devm_ok(struct device *dev)
{
	struct priv *priv = devm_kzalloc(dev, sizeof(*priv), GFP_KERNEL);

	if (!priv)
		return -12;
	priv->id = 1;
	dev_set_drvdata(dev, priv);
	return 0;
}
