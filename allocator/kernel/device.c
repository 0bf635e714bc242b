// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Devices, what drivers manage for them, and a user for each driver that registers: whoever offers
// operations has them called once.
#include "Internal.h"

#include <linux/device.h>
#include <linux/kernel.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/io.h>
#include <linux/miscdevice.h>
#include <linux/notifier.h>
#include <linux/platform_device.h>
#include <linux/string.h>

/* One thing to be undone; memory of devm_kmalloc() follows it. */
struct devres {
	struct devres *next;
	void (*release)(void *data);
	dr_release_t by_hand;
	void *data;
	unsigned long size;
	char memory[] __aligned(16);
};

static struct device *managed;

static void devres_link(struct device *dev, struct devres *r)
{
	if (!dev->devres) {
		dev->next_managed = managed;
		managed = dev;
	}
	r->next = dev->devres;
	dev->devres = r;
}

int kalloc_devres_add(struct device *dev, void (*release)(void *data), void *data)
{
	struct devres *r = kzalloc(sizeof(*r), GFP_KERNEL);

	if (!r)
		return -ENOMEM;
	r->release = release;
	r->data = data;
	devres_link(dev, r);
	return 0;
}

void kalloc_device_detach(struct device *dev)
{
	API_SCOPE("device_release_driver");
	struct devres *r;

	for (struct device **p = &managed; *p; p = &(*p)->next_managed) {
		if (*p == dev) {
			*p = dev->next_managed;
			break;
		}
	}
	while ((r = dev->devres)) {
		dev->devres = r->next;
		if (r->release)
			r->release(r->data);
		if (r->by_hand)
			r->by_hand(dev, r->memory);
		kfree(r);
	}
}

/* At the end of a program every driver lets go. */
void kalloc_detach_all(void)
{
	while (managed)
		kalloc_device_detach(managed);
}

static void *managed_alloc(struct device *dev, size_t size, gfp_t gfp)
{
	struct devres *r = kmalloc(size_add(sizeof(*r), size), gfp);

	if (!r)
		return NULL;
	r->release = NULL;
	r->by_hand = NULL;
	r->size = size;
	devres_link(dev, r);
	return r->memory;
}

void *devm_kmalloc(struct device *dev, size_t size, gfp_t gfp)
{
	API_SCOPE("devm_kmalloc");
	return managed_alloc(dev, size, gfp);
}

void *devm_kzalloc(struct device *dev, size_t size, gfp_t gfp)
{
	API_SCOPE("devm_kzalloc");
	return managed_alloc(dev, size, gfp | __GFP_ZERO);
}

void *devm_kmalloc_array(struct device *dev, size_t n, size_t size, gfp_t flags)
{
	API_SCOPE("devm_kmalloc_array");
	return managed_alloc(dev, size_mul(n, size), flags);
}

void *devm_kcalloc(struct device *dev, size_t n, size_t size, gfp_t flags)
{
	API_SCOPE("devm_kcalloc");
	return managed_alloc(dev, size_mul(n, size), flags | __GFP_ZERO);
}

void *devm_kmemdup(struct device *dev, const void *src, size_t len, gfp_t gfp)
{
	API_SCOPE("devm_kmemdup");
	void *p = managed_alloc(dev, len, gfp);

	if (p)
		memcpy(p, src, len);
	return p;
}

char *devm_kstrdup(struct device *dev, const char *s, gfp_t gfp)
{
	API_SCOPE("devm_kstrdup");
	return s ? devm_kmemdup(dev, s, strlen(s) + 1, gfp) : NULL;
}

char *devm_kasprintf(struct device *dev, gfp_t gfp, const char *fmt, ...)
{
	API_SCOPE("devm_kasprintf");
	__builtin_va_list args;
	char text[256];

	__builtin_va_start(args, fmt);
	vscnprintf(text, sizeof(text), fmt, args);
	__builtin_va_end(args);
	return devm_kstrdup(dev, text, gfp);
}

void devm_kfree(struct device *dev, const void *p)
{
	API_SCOPE("devm_kfree");
	for (struct devres **at = (struct devres **)&dev->devres; *at; at = &(*at)->next) {
		struct devres *r = *at;

		if (r->memory != p)
			continue;
		*at = r->next;
		kfree(r);
		return;
	}
	/* It is not this device's; the allocator says what it is. */
	if (p)
		kfree(p);
}

/* What drivers manage by hand lies where devm_kmalloc() puts its memory. */
static struct devres *devres_of(const void *res)
{
	return (struct devres *)((char *)res - offsetof(struct devres, memory));
}

void *devres_alloc(dr_release_t release, size_t size, gfp_t gfp)
{
	API_SCOPE("devres_alloc");
	struct devres *r = kzalloc(size_add(sizeof(*r), size), gfp);

	if (!r)
		return NULL;
	r->by_hand = release;
	r->size = size;
	return r->memory;
}

void devres_free(void *res)
{
	API_SCOPE("devres_free");
	if (res)
		kfree(devres_of(res));
}

void devres_add(struct device *dev, void *res)
{
	devres_link(dev, devres_of(res));
}

static struct devres **devres_search(struct device *dev, dr_release_t release, dr_match_t match, void *data)
{
	struct devres **at = (struct devres **)&dev->devres;

	while (*at && ((*at)->by_hand != release || (match && !match(dev, (*at)->memory, data))))
		at = &(*at)->next;
	return at;
}

void *devres_find(struct device *dev, dr_release_t release, dr_match_t match, void *match_data)
{
	struct devres **at = devres_search(dev, release, match, match_data);

	return *at ? (*at)->memory : NULL;
}

static int devres_drop(struct device *dev, dr_release_t release, dr_match_t match, void *data, int run)
{
	struct devres **at = devres_search(dev, release, match, data);
	struct devres *r = *at;

	if (!r)
		return -ENOENT;
	*at = r->next;
	if (run)
		release(dev, r->memory);
	kfree(r);
	return 0;
}

int devres_destroy(struct device *dev, dr_release_t release, dr_match_t match, void *match_data)
{
	API_SCOPE("devres_destroy");
	return devres_drop(dev, release, match, match_data, 0);
}

int devres_release(struct device *dev, dr_release_t release, dr_match_t match, void *match_data)
{
	API_SCOPE("devres_release");
	return devres_drop(dev, release, match, match_data, 1);
}

int devm_add_action(struct device *dev, void (*action)(void *data), void *data)
{
	API_SCOPE("devm_add_action");
	return kalloc_devres_add(dev, action, data);
}

int devm_add_action_or_reset(struct device *dev, void (*action)(void *data), void *data)
{
	int ret = devm_add_action(dev, action, data);

	if (ret)
		action(data);
	return ret;
}

struct device *get_device(struct device *dev)
{
	if (dev)
		dev->references++;
	return dev;
}

void put_device(struct device *dev)
{
	if (dev && --dev->references == 0 && dev->release)
		dev->release(dev);
}

const char *dev_name(const struct device *dev)
{
	return dev->init_name ? dev->init_name : "device";
}

int device_register(struct device *dev)
{
	kalloc_might_sleep("device_register", CALLER);
	dev->references++;
	return 0;
}

void device_unregister(struct device *dev)
{
	kalloc_might_sleep("device_unregister", CALLER);
	put_device(dev);
}

/* Hardware that is not there answers differently each time, but not for ever. */
unsigned long kalloc_device_answer(unsigned long mask)
{
	static unsigned int asked;

	if (asked >= 6)
		return 0;
	asked++;
	switch (choose(3)) {
	case 0:
		return 0;
	case 1:
		return 1 & mask;
	default:
		return ~0ul & mask;
	}
}

u8 readb(const volatile void *addr)
{
	return kalloc_device_answer(0xff);
}

u16 readw(const volatile void *addr)
{
	return kalloc_device_answer(0xffff);
}

u32 readl(const volatile void *addr)
{
	return kalloc_device_answer(0xffffffff);
}

u64 readq(const volatile void *addr)
{
	return kalloc_device_answer(~0ul);
}

void writeb(u8 value, volatile void *addr)
{
}

void writew(u16 value, volatile void *addr)
{
}

void writel(u32 value, volatile void *addr)
{
}

void writeq(u64 value, volatile void *addr)
{
}

void memcpy_fromio(void *to, const volatile void *from, size_t n)
{
	memset(to, 0, n);
}

void *ioremap(phys_addr_t offset, size_t size)
{
	API_SCOPE("ioremap");
	kalloc_might_sleep("ioremap", CALLER);
	return kzalloc(size ? size : 1, GFP_KERNEL);
}

void iounmap(volatile void *addr)
{
	API_SCOPE("iounmap");
	kfree((const void *)addr);
}

/* Platform drivers: a device for each. */
static struct platform_device platform_device = { .name = "kalloc", .id = -1 };

int platform_get_irq(struct platform_device *pdev, unsigned int num)
{
	return 32 + num;
}

void *devm_platform_ioremap_resource(struct platform_device *pdev, unsigned int index)
{
	static char registers[4096];

	return registers;
}

struct binding {
	struct platform_driver *drv;
	int bound;
};

static struct binding bindings[8];

static void platform_probe(void *argument)
{
	struct binding *b = argument;

	b->bound = b->drv->probe && b->drv->probe(&platform_device) == 0;
	if (!b->bound)
		kalloc_device_detach(&platform_device.dev);
}

int platform_driver_register(struct platform_driver *drv)
{
	kalloc_might_sleep("platform_driver_register", CALLER);
	for (size_t i = 0; i < ARRAY_SIZE(bindings); i++) {
		if (bindings[i].drv)
			continue;
		bindings[i].drv = drv;
		platform_probe(&bindings[i]);
		return 0;
	}
	return -EBUSY;
}

void platform_driver_unregister(struct platform_driver *drv)
{
	kalloc_might_sleep("platform_driver_unregister", CALLER);
	for (size_t i = 0; i < ARRAY_SIZE(bindings); i++) {
		if (bindings[i].drv != drv)
			continue;
		if (bindings[i].bound && drv->remove)
			drv->remove(&platform_device);
		kalloc_device_detach(&platform_device.dev);
		bindings[i].drv = NULL;
	}
}

/* Character devices: somebody opens, writes, reads, asks and closes. */
static void misc_user(void *argument)
{
	const struct file_operations *f = ((struct miscdevice *)argument)->fops;
	struct inode inode = { NULL };
	struct file file = { 0 };
	char buffer[64] = "hello";
	loff_t pos = 0;

	if (f->open && f->open(&inode, &file))
		return;
	if (f->write)
		(void)f->write(&file, buffer, 5, &pos);
	if (f->read)
		(void)f->read(&file, buffer, sizeof(buffer), &pos);
	if (f->unlocked_ioctl)
		(void)f->unlocked_ioctl(&file, 1 + choose(2), (unsigned long)buffer);
	if (f->release)
		f->release(&inode, &file);
}

int misc_register(struct miscdevice *misc)
{
	kalloc_might_sleep("misc_register", CALLER);
	kalloc_post(KALLOC_IN_TASK, misc, kalloc_now_ns(), misc_user, misc, "user of a device");
	return 0;
}

void misc_deregister(struct miscdevice *misc)
{
	kalloc_might_sleep("misc_deregister", CALLER);
	while (kalloc_running(misc))
		kalloc_wait("misc_deregister");
	kalloc_cancel(misc);
}

/* Notifiers: each is told once of something. */
static void atomic_note(void *argument)
{
	struct notifier_block *nb = argument;

	kalloc_enter(KALLOC_RCU, nb, NULL, NULL, "atomic_notifier_call_chain", NULL);
	nb->notifier_call(nb, 0, NULL);
	kalloc_leave(KALLOC_RCU, nb, NULL, "atomic_notifier_call_chain", NULL);
}

static void blocking_note(void *argument)
{
	struct notifier_block *nb = argument;

	nb->notifier_call(nb, 0, NULL);
}

int atomic_notifier_chain_register(struct atomic_notifier_head *nh, struct notifier_block *nb)
{
	kalloc_post(KALLOC_IN_TASK, nb, kalloc_now_ns(), atomic_note, nb, "notifier");
	return 0;
}

int blocking_notifier_chain_register(struct blocking_notifier_head *nh, struct notifier_block *nb)
{
	kalloc_might_sleep("blocking_notifier_chain_register", CALLER);
	kalloc_post(KALLOC_IN_TASK, nb, kalloc_now_ns(), blocking_note, nb, "notifier");
	return 0;
}
