/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_DEVICE_H
#define _KALLOC_LINUX_DEVICE_H

#include <linux/gfp_types.h>
#include <linux/lockdep.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/types.h>

struct device_driver;

struct device {
	struct device *parent;
	const char *init_name;
	void *driver_data;
	void (*release)(struct device *dev);
	/* What is managed, and the next device that manages something. */
	void *devres;
	struct device *next_managed;
	int references;
};

static inline void *dev_get_drvdata(const struct device *dev)
{
	return dev->driver_data;
}

static inline void dev_set_drvdata(struct device *dev, void *data)
{
	dev->driver_data = data;
}

void _dev_err(const struct device *dev, const char *fmt, ...) __printf(2, 3);
void _dev_warn(const struct device *dev, const char *fmt, ...) __printf(2, 3);
void _dev_info(const struct device *dev, const char *fmt, ...) __printf(2, 3);
int dev_err_probe(const struct device *dev, int err, const char *fmt, ...) __printf(3, 4);
#define dev_err(dev, fmt, ...) _dev_err(dev, fmt, ##__VA_ARGS__)
#define dev_warn(dev, fmt, ...) _dev_warn(dev, fmt, ##__VA_ARGS__)
#define dev_info(dev, fmt, ...) _dev_info(dev, fmt, ##__VA_ARGS__)

void *devm_kmalloc(struct device *dev, size_t size, gfp_t gfp);
void *devm_kzalloc(struct device *dev, size_t size, gfp_t gfp);
void *devm_kmalloc_array(struct device *dev, size_t n, size_t size, gfp_t flags);
void *devm_kcalloc(struct device *dev, size_t n, size_t size, gfp_t flags);
int devm_add_action(struct device *dev, void (*action)(void *data), void *data);
int devm_add_action_or_reset(struct device *dev, void (*action)(void *data), void *data);
/* The driver lets go of the device: what it manages is given back, the last first. */
void kalloc_device_detach(struct device *dev);
char *devm_kstrdup(struct device *dev, const char *s, gfp_t gfp);
char *devm_kasprintf(struct device *dev, gfp_t gfp, const char *fmt, ...) __printf(3, 4);
void *devm_kmemdup(struct device *dev, const void *src, size_t len, gfp_t gfp);
void devm_kfree(struct device *dev, const void *p);

struct device *get_device(struct device *dev);
void put_device(struct device *dev);
const char *dev_name(const struct device *dev);
#define dev_dbg(dev, fmt, ...) ((void)(dev))
#define dev_notice(dev, fmt, ...) _dev_info(dev, fmt, ##__VA_ARGS__)
#define dev_to_node(dev) (-1)
#define dev_WARN_ONCE(dev, c, fmt, ...) WARN_ON_ONCE(c)
int device_register(struct device *dev);
void device_unregister(struct device *dev);

#endif
