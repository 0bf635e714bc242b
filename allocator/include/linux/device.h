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
	struct list_head dma_pools;
	struct device_node *of_node;
	const struct device_driver *driver;
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

/* What is undone when the driver lets go, by hand. */
typedef void (*dr_release_t)(struct device *dev, void *res);
typedef int (*dr_match_t)(struct device *dev, void *res, void *match_data);
void *devres_alloc(dr_release_t release, size_t size, gfp_t gfp);
void devres_free(void *res);
void devres_add(struct device *dev, void *res);
void *devres_find(struct device *dev, dr_release_t release, dr_match_t match, void *match_data);
int devres_destroy(struct device *dev, dr_release_t release, dr_match_t match, void *match_data);
int devres_release(struct device *dev, dr_release_t release, dr_match_t match, void *match_data);

/* Attributes that user space could read; nobody does. */
struct attribute {
	const char *name;
	umode_t mode;
};

struct device_attribute {
	struct attribute attr;
	ssize_t (*show)(struct device *dev, struct device_attribute *attr, char *buf);
	ssize_t (*store)(struct device *dev, struct device_attribute *attr, const char *buf, size_t count);
};

#define DEVICE_ATTR_RO(_name)                                                  \
	struct device_attribute dev_attr_##_name = {                           \
		.attr = { .name = #_name, .mode = 0444 }, .show = _name##_show, \
	}
#define device_create_file(dev, attr) ((void)(dev), (void)(attr), 0)
#define device_remove_file(dev, attr) ((void)(dev), (void)(attr))

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
