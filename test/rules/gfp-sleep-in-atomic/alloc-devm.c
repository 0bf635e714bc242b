// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Managed allocations.
#include <linux/device.h>
#include <linux/spinlock.h>

void devm_bad(spinlock_t *lock, struct device *dev, void **s)
{
	spin_lock(lock);
	s[0] = devm_kzalloc(dev, 16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	s[1] = devm_kcalloc(dev, 4, 16, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	s[2] = devm_kstrdup(dev, "name", GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	s[3] = devm_kasprintf(dev, GFP_KERNEL, "port%d", 1); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
}

void devm_ok(spinlock_t *lock, struct device *dev, void **s)
{
	s[0] = devm_kzalloc(dev, 16, GFP_KERNEL);
	spin_lock(lock);
	s[1] = devm_kzalloc(dev, 16, GFP_ATOMIC);
	spin_unlock(lock);
}
