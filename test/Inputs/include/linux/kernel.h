/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _MINI_LINUX_KERNEL_H
#define _MINI_LINUX_KERNEL_H

#include <linux/bug.h>
#include <linux/compiler.h>
#include <linux/container_of.h>
#include <linux/errno.h>
#include <linux/printk.h>
#include <linux/types.h>

#define ARRAY_SIZE(arr) (sizeof(arr) / sizeof((arr)[0]) + __must_be_array(arr))
#define min(a, b)                                                              \
	({                                                                     \
		__auto_type __a = (a);                                         \
		__auto_type __b = (b);                                         \
		__a < __b ? __a : __b;                                         \
	})
#define max(a, b)                                                              \
	({                                                                     \
		__auto_type __a = (a);                                         \
		__auto_type __b = (b);                                         \
		__a > __b ? __a : __b;                                         \
	})
#define min_t(type, a, b) min((type)(a), (type)(b))
#define max_t(type, a, b) max((type)(a), (type)(b))
#define swap(a, b)                                                             \
	do {                                                                   \
		__typeof__(a) __tmp = (a);                                     \
		(a) = (b);                                                     \
		(b) = __tmp;                                                   \
	} while (0)
#define BIT(nr) (1UL << (nr))
#define DIV_ROUND_UP(n, d) (((n) + (d) - 1) / (d))
#define ALIGN(x, a) (((x) + (a) - 1) & ~((__typeof__(x))(a) - 1))
#define U32_MAX ((u32)~0U)
#define INT_MAX ((int)(~0U >> 1))

/* Without CONFIG_DEBUG_ATOMIC_SLEEP nothing is left of these. */
#define might_sleep()                                                          \
	do {                                                                   \
	} while (0)
#define might_sleep_if(cond)                                                   \
	do {                                                                   \
		if (cond)                                                      \
			might_sleep();                                         \
	} while (0)

int snprintf(char *buf, size_t size, const char *fmt, ...) __printf(3, 4);
int scnprintf(char *buf, size_t size, const char *fmt, ...) __printf(3, 4);
int sprintf(char *buf, const char *fmt, ...) __printf(2, 3);
void panic(const char *fmt, ...) __noreturn __printf(1, 2);
int kstrtoint(const char *s, unsigned int base, int *res);

#endif
