/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _MINI_LINUX_COMPILER_H
#define _MINI_LINUX_COMPILER_H

#include <linux/version.h>

#ifndef __always_inline
#define __always_inline inline __attribute__((__always_inline__))
#endif
#define noinline __attribute__((__noinline__))
#define noinline_for_stack noinline
#define __must_check __attribute__((__warn_unused_result__))
#define __maybe_unused __attribute__((__unused__))
#define __printf(a, b) __attribute__((__format__(printf, a, b)))
#define __packed __attribute__((__packed__))
#define __aligned(n) __attribute__((__aligned__(n)))
#define ____cacheline_aligned __aligned(64)
#define __noreturn __attribute__((__noreturn__))
#define __pure __attribute__((__pure__))
#define __cleanup(func) __attribute__((__cleanup__(func)))
#define __malloc __attribute__((__malloc__))
#define __counted_by(member)
#define fallthrough __attribute__((__fallthrough__))

#define __user
#define __iomem
#define __percpu
#define __rcu
#define __force
#define __bitwise
#define __kernel

#define __init __attribute__((__section__(".init.text")))
#define __exit __attribute__((__section__(".exit.text")))

#define __acquires(x)
#define __releases(x)
#define __must_hold(x)

#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)
#define barrier() __asm__ __volatile__("" : : : "memory")
#define unreachable() __builtin_unreachable()

#define READ_ONCE(x) (*(const volatile __typeof__(x) *)&(x))
#define WRITE_ONCE(x, val)                                                     \
	do {                                                                   \
		*(volatile __typeof__(x) *)&(x) = (val);                       \
	} while (0)

#define __must_be_array(a) (sizeof(char[1]) - 1)
#define __UNIQUE_PASTE(a, b) a##b
#define __UNIQUE_PASTE1(a, b) __UNIQUE_PASTE(a, b)
#define __UNIQUE_ID(prefix) __UNIQUE_PASTE1(__UNIQUE_ID_##prefix, __COUNTER__)

#endif
