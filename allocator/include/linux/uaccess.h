/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_UACCESS_H
#define _KALLOC_LINUX_UACCESS_H

#include <linux/kernel.h>
#include <linux/types.h>

unsigned long __must_check copy_from_user(void *to, const void __user *from, unsigned long n);
unsigned long __must_check copy_to_user(void __user *to, const void *from, unsigned long n);

void pagefault_disable(void);
void pagefault_enable(void);
int kalloc_pagefault_disabled(void);
#define pagefault_disabled() kalloc_pagefault_disabled()
#define faulthandler_disabled() (pagefault_disabled() || in_atomic())
#define access_ok(addr, size) 1
#define __copy_from_user(to, from, n) copy_from_user(to, from, n)
#define __copy_to_user(to, from, n) copy_to_user(to, from, n)
unsigned long __copy_from_user_inatomic(void *to, const void __user *from, unsigned long n);
unsigned long __copy_to_user_inatomic(void __user *to, const void *from, unsigned long n);
unsigned long clear_user(void __user *to, unsigned long n);
long strncpy_from_user(char *dst, const char __user *src, long count);

int __get_user_fn(void *to, const void __user *from, unsigned long n);
int __put_user_fn(void __user *to, const void *from, unsigned long n);
#define get_user(x, ptr)                                                       \
	({                                                                     \
		__get_user_fn(&(x), ptr, sizeof(*(ptr)));                      \
	})
#define put_user(x, ptr)                                                       \
	({                                                                     \
		__typeof__(*(ptr)) __pu_val = (x);                             \
		__put_user_fn(ptr, &__pu_val, sizeof(*(ptr)));                 \
	})

#endif
