/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _MINI_LINUX_PRINTK_H
#define _MINI_LINUX_PRINTK_H

#include <linux/compiler.h>

#define KERN_ERR "\0013"
#define KERN_WARNING "\0014"
#define KERN_INFO "\0016"

int _printk(const char *fmt, ...) __printf(1, 2);
#define printk(fmt, ...) ({ _printk(fmt, ##__VA_ARGS__); })
#define pr_err(fmt, ...) printk(KERN_ERR fmt, ##__VA_ARGS__)
#define pr_warn(fmt, ...) printk(KERN_WARNING fmt, ##__VA_ARGS__)
#define pr_info(fmt, ...) printk(KERN_INFO fmt, ##__VA_ARGS__)
#define pr_debug(fmt, ...)                                                     \
	do {                                                                   \
		if (0)                                                         \
			printk(fmt, ##__VA_ARGS__);                            \
	} while (0)

#endif
