/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _MINI_LINUX_MODULE_H
#define _MINI_LINUX_MODULE_H

#include <linux/compiler.h>
#include <linux/types.h>



#define EXPORT_SYMBOL_GPL(sym) extern __typeof__(sym) sym
#define MODULE_LICENSE(license) extern int __module_license
#define MODULE_DESCRIPTION(text) extern int __module_description
#define THIS_MODULE ((struct module *)0)

struct module;

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
