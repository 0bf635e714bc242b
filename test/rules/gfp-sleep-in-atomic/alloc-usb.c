// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// USB requests and buffers take flags too.
#include <linux/spinlock.h>
#include <linux/usb.h>

int usb_bad(spinlock_t *lock, struct usb_device *dev, struct urb **u)
{
	dma_addr_t dma;
	int ret;

	spin_lock(lock);
	*u = usb_alloc_urb(0, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	ret = usb_submit_urb(*u, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
	usb_alloc_coherent(dev, 16, GFP_KERNEL, &dma); /* bug: gfp-sleep-in-atomic */
	spin_unlock(lock);
	return ret;
}

int usb_ok(spinlock_t *lock, struct urb **u)
{
	int ret;

	spin_lock(lock);
	*u = usb_alloc_urb(0, GFP_ATOMIC);
	ret = usb_submit_urb(*u, GFP_ATOMIC);
	spin_unlock(lock);
	return ret;
}
