/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_INIT_H
#define _KALLOC_LINUX_INIT_H

#include <linux/compiler.h>

typedef int (*initcall_t)(void);

/* Each runs before the program; the order is that of the file. */
#define __kalloc_initcall(fn)                                                  \
	static void __attribute__((__used__, __constructor__)) __kalloc_initcall_##fn(void) \
	{                                                                      \
		(void)fn();                                                    \
	}
#define core_initcall(fn) __kalloc_initcall(fn)
#define postcore_initcall(fn) __kalloc_initcall(fn)
#define arch_initcall(fn) __kalloc_initcall(fn)
#define subsys_initcall(fn) __kalloc_initcall(fn)
#define fs_initcall(fn) __kalloc_initcall(fn)
#define device_initcall(fn) __kalloc_initcall(fn)
#define late_initcall(fn) __kalloc_initcall(fn)
#define early_initcall(fn) __kalloc_initcall(fn)
#define __setup(str, fn)

#endif
