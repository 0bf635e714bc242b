// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The completion of an urb runs in interrupt context.
#include <linux/slab.h>
#include <linux/usb.h>

struct dev {
	struct usb_device *udev;
	struct urb *urb;
	char buf[64];
};

static void complete_bad(struct urb *urb)
{
	if (urb->status)
		return;
	usb_submit_urb(urb, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
}

static void complete_ok(struct urb *urb)
{
	if (urb->status)
		return;
	usb_submit_urb(urb, GFP_ATOMIC);
}

int urb_start_ok(struct dev *d)
{
	usb_fill_bulk_urb(d->urb, d->udev, usb_rcvbulkpipe(d->udev, 1), d->buf, 64, complete_bad, d);
	return usb_submit_urb(d->urb, GFP_KERNEL);
}

int urb_start_int_ok(struct dev *d)
{
	usb_fill_int_urb(d->urb, d->udev, usb_rcvbulkpipe(d->udev, 1), d->buf, 64, complete_ok, d, 8);
	return usb_submit_urb(d->urb, GFP_KERNEL);
}
