/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_USB_H
#define _KALLOC_LINUX_USB_H

#include <linux/device.h>
#include <linux/gfp.h>
#include <linux/types.h>

struct usb_device {
	int devnum;
	struct device dev;
};

struct usb_interface {
	struct device dev;
	struct usb_device *udev;
};

struct usb_device_id {
	u16 idVendor, idProduct;
};

struct urb;
typedef void (*usb_complete_t)(struct urb *);

struct urb {
	struct usb_device *dev;
	unsigned int pipe;
	int status;
	unsigned int transfer_flags;
	void *transfer_buffer;
	dma_addr_t transfer_dma;
	u32 transfer_buffer_length;
	u32 actual_length;
	unsigned char *setup_packet;
	int interval;
	void *context;
	usb_complete_t complete;
	/* Submitted and not yet completed. */
	int active;
};

struct usb_driver {
	const char *name;
	int (*probe)(struct usb_interface *intf, const struct usb_device_id *id);
	void (*disconnect)(struct usb_interface *intf);
	const struct usb_device_id *id_table;
};

struct urb *usb_alloc_urb(int iso_packets, gfp_t mem_flags);
void usb_free_urb(struct urb *urb);
int usb_submit_urb(struct urb *urb, gfp_t mem_flags);
int usb_unlink_urb(struct urb *urb);
void usb_kill_urb(struct urb *urb);
void *usb_alloc_coherent(struct usb_device *dev, size_t size, gfp_t mem_flags, dma_addr_t *dma);
void usb_free_coherent(struct usb_device *dev, size_t size, void *addr, dma_addr_t dma);
int usb_control_msg(struct usb_device *dev, unsigned int pipe, u8 request, u8 requesttype,
		    u16 value, u16 index, void *data, u16 size, int timeout);
int usb_bulk_msg(struct usb_device *usb_dev, unsigned int pipe, void *data, int len,
		 int *actual_length, int timeout);
int usb_register_driver(struct usb_driver *driver, void *owner, const char *name);
#define usb_register(driver) usb_register_driver(driver, NULL, "kalloc")
#define module_usb_driver(drv) module_driver_pair(drv, usb_register, usb_deregister)
void usb_deregister(struct usb_driver *driver);

#define usb_sndbulkpipe(dev, endpoint) ((3 << 30) | ((dev)->devnum << 8) | ((endpoint) << 15))
#define usb_rcvbulkpipe(dev, endpoint)                                         \
	((3 << 30) | ((dev)->devnum << 8) | ((endpoint) << 15) | 0x80)

static inline struct usb_device *interface_to_usbdev(struct usb_interface *intf)
{
	return intf->udev;
}

static inline void *usb_get_intfdata(struct usb_interface *intf)
{
	return dev_get_drvdata(&intf->dev);
}

static inline void usb_set_intfdata(struct usb_interface *intf, void *data)
{
	dev_set_drvdata(&intf->dev, data);
}

static inline void usb_fill_bulk_urb(struct urb *urb, struct usb_device *dev, unsigned int pipe,
				     void *transfer_buffer, int buffer_length,
				     usb_complete_t complete_fn, void *context)
{
	urb->dev = dev;
	urb->pipe = pipe;
	urb->transfer_buffer = transfer_buffer;
	urb->transfer_buffer_length = buffer_length;
	urb->complete = complete_fn;
	urb->context = context;
}

static inline void usb_fill_int_urb(struct urb *urb, struct usb_device *dev, unsigned int pipe,
				    void *transfer_buffer, int buffer_length,
				    usb_complete_t complete_fn, void *context, int interval)
{
	usb_fill_bulk_urb(urb, dev, pipe, transfer_buffer, buffer_length, complete_fn, context);
	urb->interval = interval;
}

#endif
