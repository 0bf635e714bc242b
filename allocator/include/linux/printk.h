/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_PRINTK_H
#define _KALLOC_LINUX_PRINTK_H

#include <linux/compiler.h>
#include <linux/kern_levels.h>

int _printk(const char *fmt, ...) __printf(1, 2);
#define printk(fmt, ...) _printk(fmt, ##__VA_ARGS__)
#ifndef pr_fmt
#define pr_fmt(fmt) fmt
#endif
#define pr_emerg(fmt, ...) printk(KERN_EMERG pr_fmt(fmt), ##__VA_ARGS__)
#define pr_alert(fmt, ...) printk(KERN_ALERT pr_fmt(fmt), ##__VA_ARGS__)
#define pr_crit(fmt, ...) printk(KERN_CRIT pr_fmt(fmt), ##__VA_ARGS__)
#define pr_err(fmt, ...) printk(KERN_ERR pr_fmt(fmt), ##__VA_ARGS__)
#define pr_warn(fmt, ...) printk(KERN_WARNING pr_fmt(fmt), ##__VA_ARGS__)
#define pr_notice(fmt, ...) printk(KERN_NOTICE pr_fmt(fmt), ##__VA_ARGS__)
#define pr_info(fmt, ...) printk(KERN_INFO pr_fmt(fmt), ##__VA_ARGS__)
#define pr_cont(fmt, ...) printk(KERN_CONT pr_fmt(fmt), ##__VA_ARGS__)
#define pr_warn_once(fmt, ...) pr_warn(fmt, ##__VA_ARGS__)
#define pr_err_once(fmt, ...) pr_err(fmt, ##__VA_ARGS__)
#define pr_info_once(fmt, ...) pr_info(fmt, ##__VA_ARGS__)
#define pr_err_ratelimited(fmt, ...) pr_err(fmt, ##__VA_ARGS__)
#define pr_warn_ratelimited(fmt, ...) pr_warn(fmt, ##__VA_ARGS__)
#define printk_ratelimit() 1
#define pr_debug(fmt, ...)                                                     \
	do {                                                                   \
		if (0)                                                         \
			printk(fmt, ##__VA_ARGS__);                            \
	} while (0)
#define pr_devel(fmt, ...) pr_debug(fmt, ##__VA_ARGS__)
#define no_printk(fmt, ...) pr_debug(fmt, ##__VA_ARGS__)
void dump_stack(void);

#endif
