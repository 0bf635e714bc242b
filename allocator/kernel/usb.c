// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// USB: a device for each driver, transfers that complete in interrupt context some time later.
#include "Internal.h"

#include <linux/errno.h>
#include <linux/string.h>
#include <linux/usb.h>

static struct usb_device usb_device = { .devnum = 1 };
static struct usb_interface usb_interface = { .udev = &usb_device };

struct urb *usb_alloc_urb(int iso_packets, gfp_t mem_flags)
{
	API_SCOPE("usb_alloc_urb");
	return kalloc_headed_alloc(sizeof(struct urb), mem_flags | __GFP_ZERO, KALLOC_HEAD_URB);
}

void usb_free_urb(struct urb *urb)
{
	API_SCOPE("usb_free_urb");
	kalloc_headed_free(urb, KALLOC_HEAD_URB);
}

static void urb_completes(void *argument)
{
	struct urb *urb = argument;

	urb->active = 0;
	urb->complete(urb);
}

/* A transfer succeeds, or its device is gone; after a few it is gone in any case. */
static void urb_ends(void *argument)
{
	static unsigned int ended;
	struct urb *urb = argument;

	urb->status = ended++ >= 3 || choose(2) ? -ESHUTDOWN : 0;
	urb->actual_length = urb->status ? 0 : urb->transfer_buffer_length;
	urb_completes(urb);
}

int usb_submit_urb(struct urb *urb, gfp_t mem_flags)
{
	kalloc_might_alloc("usb_submit_urb", mem_flags, CALLER);
	if (!urb || !urb->complete)
		return -EINVAL;
	if (urb->active)
		return -EBUSY;
	urb->active = 1;
	urb->status = -EINPROGRESS;
	kalloc_post(KALLOC_IN_HARDIRQ, urb, kalloc_now_ns() + NSEC_PER_MSEC, urb_ends, urb, "urb completion");
	return 0;
}

static void urb_cancelled(struct urb *urb, int status)
{
	if (!kalloc_cancel(urb))
		return;
	urb->status = status;
	kalloc_run_in(KALLOC_IN_HARDIRQ, urb_completes, urb, "urb completion");
}

int usb_unlink_urb(struct urb *urb)
{
	urb_cancelled(urb, -ECONNRESET);
	return -EINPROGRESS;
}

void usb_kill_urb(struct urb *urb)
{
	kalloc_might_sleep("usb_kill_urb", CALLER);
	if (urb)
		urb_cancelled(urb, -ENOENT);
}

void *usb_alloc_coherent(struct usb_device *dev, size_t size, gfp_t mem_flags, dma_addr_t *dma)
{
	API_SCOPE("usb_alloc_coherent");
	void *memory = kalloc_headed_alloc(size, mem_flags, KALLOC_HEAD_DMA);

	if (memory && dma)
		*dma = (dma_addr_t)(unsigned long)memory;
	return memory;
}

void usb_free_coherent(struct usb_device *dev, size_t size, void *addr, dma_addr_t dma)
{
	API_SCOPE("usb_free_coherent");
	kalloc_headed_free(addr, KALLOC_HEAD_DMA);
}

int usb_control_msg(struct usb_device *dev, unsigned int pipe, u8 request, u8 requesttype, u16 value, u16 index,
		    void *data, u16 size, int timeout)
{
	kalloc_might_sleep("usb_control_msg", CALLER);
	kalloc_sleep_ns(NSEC_PER_MSEC);
	return size;
}

int usb_bulk_msg(struct usb_device *usb_dev, unsigned int pipe, void *data, int len, int *actual_length,
		 int timeout)
{
	kalloc_might_sleep("usb_bulk_msg", CALLER);
	kalloc_sleep_ns(NSEC_PER_MSEC);
	if (actual_length)
		*actual_length = len;
	return 0;
}

static int bound;

int usb_register_driver(struct usb_driver *driver, void *owner, const char *name)
{
	kalloc_might_sleep("usb_register_driver", CALLER);
	bound = driver->probe && driver->probe(&usb_interface, driver->id_table) == 0;
	if (!bound)
		kalloc_device_detach(&usb_interface.dev);
	return 0;
}

void usb_deregister(struct usb_driver *driver)
{
	kalloc_might_sleep("usb_deregister", CALLER);
	if (bound && driver->disconnect)
		driver->disconnect(&usb_interface);
	bound = 0;
	kalloc_device_detach(&usb_interface.dev);
}
