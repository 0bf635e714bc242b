// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The completion function is stored into the urb directly.
#include <linux/slab.h>
#include <linux/usb.h>

static void member_bad(struct urb *urb)
{
	kfree(kmalloc(16, GFP_KERNEL)); /* bug: gfp-sleep-in-atomic */
}

int urb_member_ok(struct urb *urb)
{
	urb->complete = member_bad;
	return usb_submit_urb(urb, GFP_KERNEL);
}
