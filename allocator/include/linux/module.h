/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_MODULE_H
#define _KALLOC_LINUX_MODULE_H

#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/moduleparam.h>

#define MODULE_LICENSE(license) _Static_assert(1, "")
#define MODULE_AUTHOR(text) _Static_assert(1, "")
#define MODULE_DESCRIPTION(text) _Static_assert(1, "")
#define MODULE_VERSION(text) _Static_assert(1, "")
#define MODULE_ALIAS(text) _Static_assert(1, "")
#define MODULE_DEVICE_TABLE(type, name) _Static_assert(1, "")
#define MODULE_IMPORT_NS(ns) _Static_assert(1, "")
#define THIS_MODULE ((struct module *)0)

struct module;

static inline bool try_module_get(struct module *module)
{
	return true;
}

static inline void module_put(struct module *module)
{
}

#define module_driver_pair(drv, reg, unreg)                                    \
	static int __init drv##_init(void)                                     \
	{                                                                      \
		return reg(&(drv));                                            \
	}                                                                      \
	static void __exit drv##_exit(void)                                    \
	{                                                                      \
		unreg(&(drv));                                                 \
	}                                                                      \
	module_init(drv##_init)                                                \
	module_exit(drv##_exit)

/* kalloc-run calls both, with whatever the module started in between. */
#define module_init(initfn)                                                    \
	int init_module(void);                                                 \
	int init_module(void)                                                  \
	{                                                                      \
		return initfn();                                               \
	}
#define module_exit(exitfn)                                                    \
	void cleanup_module(void);                                             \
	void cleanup_module(void)                                              \
	{                                                                      \
		exitfn();                                                      \
	}

#endif
