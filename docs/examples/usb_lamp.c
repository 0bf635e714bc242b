// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A USB lamp: colours go out in bulk transfers, button presses come in by an
// interrupt pipe. Completions run in interrupt context; two of them forget it.
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/usb.h>
#include <linux/workqueue.h>

#define LAMP_PACKET 64
#define LAMP_LEDS 400

struct lamp {
	struct usb_device *udev;
	struct urb *button_urb;
	u8 *button_buf;
	spinlock_t lock;
	struct work_struct refresh;
	unsigned int in_flight;
	bool gone;
	u32 presses;
};

struct lamp_picture {
	u32 magic;
	u32 colour[LAMP_LEDS];
};

static void lamp_send_done(struct urb *urb)
{
	struct lamp *lamp = urb->context;
	unsigned long flags;

	spin_lock_irqsave(&lamp->lock, flags);
	lamp->in_flight--;
	spin_unlock_irqrestore(&lamp->lock, flags);
	kfree(urb->transfer_buffer);
	usb_free_urb(urb);
}

/* Makes and submits one transfer; whether it may sleep is up to the caller. */
static int lamp_send(struct lamp *lamp, const void *data, size_t len, gfp_t gfp)
{
	struct urb *urb = usb_alloc_urb(0, gfp); /* bug: gfp-sleep-in-atomic */
	void *copy;

	if (!urb)
		return -ENOMEM;
	copy = kmemdup(data, len, gfp); /* bug: gfp-sleep-in-atomic */
	if (!copy) {
		usb_free_urb(urb);
		return -ENOMEM;
	}
	usb_fill_bulk_urb(urb, lamp->udev, usb_sndbulkpipe(lamp->udev, 2), copy, len,
			  lamp_send_done, lamp);
	return usb_submit_urb(urb, gfp); /* bug: gfp-sleep-in-atomic */
}

static int lamp_flash(struct lamp *lamp)
{
	static const u8 white[4] = { 0xff, 0xff, 0xff, 0 };

	return lamp_send(lamp, white, sizeof(white), GFP_KERNEL);
}

/* A button was pressed: flash, note it, and listen on. */
static void lamp_button_done(struct urb *urb)
{
	struct lamp *lamp = urb->context;

	if (urb->status)
		return;
	lamp->presses++;
	lamp_flash(lamp);
	schedule_work(&lamp->refresh);
	usb_submit_urb(urb, GFP_KERNEL); /* bug: gfp-sleep-in-atomic */
}

/* Right: a work item may wait for memory. */
static void lamp_refresh(struct work_struct *work)
{
	struct lamp *lamp = container_of(work, struct lamp, refresh);
	u32 *colours = kmalloc_array(LAMP_LEDS, sizeof(*colours), GFP_KERNEL);

	if (!colours)
		return;
	memset(colours, lamp->presses, LAMP_LEDS * sizeof(*colours));
	lamp_send(lamp, colours, LAMP_LEDS * sizeof(*colours), GFP_KERNEL);
	kfree(colours);
}

static int lamp_fill(struct lamp *lamp, u32 colour)
{
	struct lamp_picture picture; /* bug: gfp-large-stack */
	int i;

	picture.magic = 0x4c414d50;
	for (i = 0; i < LAMP_LEDS; i++)
		picture.colour[i] = colour;
	return lamp_send(lamp, &picture, sizeof(picture), GFP_NOIO);
}

/* Right: nothing that waits happens while the lock is held. */
static int lamp_off_if_idle(struct lamp *lamp)
{
	static const u8 off[4];
	unsigned long flags;
	bool idle;

	spin_lock_irqsave(&lamp->lock, flags);
	idle = lamp->in_flight == 0 && !lamp->gone;
	if (idle)
		lamp->in_flight++;
	spin_unlock_irqrestore(&lamp->lock, flags);
	return idle ? lamp_send(lamp, off, sizeof(off), GFP_KERNEL) : -EBUSY;
}

static int lamp_probe(struct usb_interface *intf, const struct usb_device_id *id)
{
	struct lamp *lamp = kzalloc(sizeof(*lamp), GFP_KERNEL);
	int ret;

	if (!lamp)
		return -ENOMEM;
	lamp->udev = interface_to_usbdev(intf);
	spin_lock_init(&lamp->lock);
	INIT_WORK(&lamp->refresh, lamp_refresh);
	lamp->button_urb = usb_alloc_urb(0, GFP_KERNEL);
	lamp->button_buf = kmalloc(LAMP_PACKET, GFP_KERNEL);
	if (!lamp->button_urb) {
		ret = -ENOMEM;
		goto fail;
	}
	lamp->button_buf[0] = 0; /* bug: gfp-unchecked-alloc */
	usb_fill_int_urb(lamp->button_urb, lamp->udev, usb_rcvbulkpipe(lamp->udev, 1),
			 lamp->button_buf, LAMP_PACKET, lamp_button_done, lamp, 10);
	usb_set_intfdata(intf, lamp);
	ret = lamp_fill(lamp, 0);
	if (ret)
		goto fail;
	ret = usb_submit_urb(lamp->button_urb, GFP_KERNEL);
	if (!ret)
		return 0;
fail:
	usb_free_urb(lamp->button_urb);
	kfree(lamp->button_buf);
	kfree(lamp);
	return ret;
}

static void lamp_disconnect(struct usb_interface *intf)
{
	struct lamp *lamp = usb_get_intfdata(intf);

	lamp_off_if_idle(lamp);
	usb_kill_urb(lamp->button_urb);
	cancel_work_sync(&lamp->refresh);
	usb_free_urb(lamp->button_urb);
	kfree(lamp->button_buf);
	kfree(lamp);
}

static const struct usb_device_id lamp_ids[] = { { 0x1d50, 0x6000 }, {} };

static struct usb_driver lamp_driver = {
	.name = "lamp",
	.probe = lamp_probe,
	.disconnect = lamp_disconnect,
	.id_table = lamp_ids,
};

static int __init lamp_init(void)
{
	return usb_register(&lamp_driver);
}

static void __exit lamp_exit(void)
{
	usb_deregister(&lamp_driver);
}

module_init(lamp_init);
module_exit(lamp_exit);
