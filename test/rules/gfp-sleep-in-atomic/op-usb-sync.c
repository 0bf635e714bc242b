// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Synchronous USB transfers wait for the device.
#include <linux/spinlock.h>
#include <linux/usb.h>

int usb_sync_bad(spinlock_t *lock, struct usb_device *dev, void *data, struct urb *u)
{
	int ret, n;

	spin_lock(lock);
	ret = usb_control_msg(dev, 0, 1, 2, 3, 4, data, 8, 100); /* bug: gfp-sleep-in-atomic */
	ret |= usb_bulk_msg(dev, 0, data, 8, &n, 100); /* bug: gfp-sleep-in-atomic */
	usb_kill_urb(u); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return ret;
}

int usb_sync_ok(spinlock_t *lock, struct usb_device *dev, void *data, struct urb *u)
{
	spin_lock(lock);
	usb_unlink_urb(u);
	spin_unlock(lock);
	return usb_control_msg(dev, 0, 1, 2, 3, 4, data, 8, 100);
}
