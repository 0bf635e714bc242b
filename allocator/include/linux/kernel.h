/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_KERNEL_H
#define _KALLOC_LINUX_KERNEL_H

#include <linux/align.h>
#include <linux/bits.h>
#include <linux/bug.h>
#include <linux/compiler.h>
#include <linux/container_of.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/limits.h>
#include <linux/math.h>
#include <linux/minmax.h>
#include <linux/printk.h>
#include <linux/types.h>

#define ARRAY_SIZE(arr) (sizeof(arr) / sizeof((arr)[0]) + __must_be_array(arr))
#define __printf_checked
#define VERIFY_OCTAL_PERMISSIONS(p) (p)
#define hex_asc "0123456789abcdef"
#define lower_32_bits(n) ((u32)((n) & 0xffffffff))
#define upper_32_bits(n) ((u32)(((n) >> 16) >> 16))
#define PTR_ALIGN_DOWN(p, a) ((__typeof__(p))ALIGN_DOWN((unsigned long)(p), (a)))
#define u64_to_user_ptr(x) ((void __user *)(uintptr_t)(x))
#define REPEAT_BYTE(x) ((~0ul / 0xff) * (x))
#define sysfs_emit(buf, ...) scnprintf(buf, 4096, __VA_ARGS__)
#define sysfs_emit_at(buf, at, ...) scnprintf((buf) + (at), 4096 - (at), __VA_ARGS__)
#define _RET_IP_ ((unsigned long)__builtin_return_address(0))
#define _THIS_IP_ 0UL

/* A void call, so that its return address is the program's. */
void kalloc_might_sleep_here(void);
#define might_sleep() kalloc_might_sleep_here()
#define might_sleep_if(cond)                                                   \
	do {                                                                   \
		if (cond)                                                      \
			might_sleep();                                         \
	} while (0)
#define might_fault() ((void)0)
void kalloc_cond_resched(void);
#define cond_resched() (kalloc_cond_resched(), 0)
void kalloc_non_block(int begin);
#define non_block_start() kalloc_non_block(1)
#define non_block_end() kalloc_non_block(0)

int snprintf(char *buf, size_t size, const char *fmt, ...) __asm__("kalloc_snprintf") __printf(3, 4);
int scnprintf(char *buf, size_t size, const char *fmt, ...) __printf(3, 4);
int sprintf(char *buf, const char *fmt, ...) __asm__("kalloc_sprintf") __printf(2, 3);
void panic(const char *fmt, ...) __noreturn __printf(1, 2);
int vsnprintf(char *buf, size_t size, const char *fmt, __builtin_va_list args);
int vscnprintf(char *buf, size_t size, const char *fmt, __builtin_va_list args);
int kstrtoul(const char *s, unsigned int base, unsigned long *res);
int kstrtouint(const char *s, unsigned int base, unsigned int *res);
unsigned long simple_strtoul(const char *s, char **end, unsigned int base);
int kstrtoint(const char *s, unsigned int base, int *res);

#endif
