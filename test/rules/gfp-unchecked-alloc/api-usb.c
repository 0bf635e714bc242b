// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// USB requests.
#include <linux/errno.h>
#include <linux/usb.h>

int urb_bad(struct usb_device *dev, void *buf, usb_complete_t done)
{
	struct urb *urb = usb_alloc_urb(0, GFP_KERNEL);

	usb_fill_bulk_urb(urb, dev, 0, buf, 16, done, NULL); /* bug: gfp-unchecked-alloc */
	return usb_submit_urb(urb, GFP_KERNEL);
}

int urb_ok(struct usb_device *dev, void *buf, usb_complete_t done)
{
	struct urb *urb = usb_alloc_urb(0, GFP_KERNEL);

	if (!urb)
		return -ENOMEM;
	usb_fill_bulk_urb(urb, dev, 0, buf, 16, done, NULL);
	return usb_submit_urb(urb, GFP_KERNEL);
}
