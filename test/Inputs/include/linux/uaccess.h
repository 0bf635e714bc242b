/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _MINI_LINUX_UACCESS_H
#define _MINI_LINUX_UACCESS_H

#include <linux/kernel.h>
#include <linux/types.h>

unsigned long _copy_from_user(void *to, const void __user *from, unsigned long n);
unsigned long _copy_to_user(void __user *to, const void *from, unsigned long n);

static __always_inline unsigned long __must_check
copy_from_user(void *to, const void __user *from, unsigned long n)
{
	return _copy_from_user(to, from, n);
}

static __always_inline unsigned long __must_check
copy_to_user(void __user *to, const void *from, unsigned long n)
{
	return _copy_to_user(to, from, n);
}

int __get_user_fn(void *to, const void __user *from, unsigned long n);
int __put_user_fn(void __user *to, const void *from, unsigned long n);
#define get_user(x, ptr)                                                       \
	({                                                                     \
		might_sleep();                                                 \
		__get_user_fn(&(x), ptr, sizeof(*(ptr)));                      \
	})
#define put_user(x, ptr)                                                       \
	({                                                                     \
		__typeof__(*(ptr)) __pu_val = (x);                             \
		might_sleep();                                                 \
		__put_user_fn(ptr, &__pu_val, sizeof(*(ptr)));                 \
	})

#endif
