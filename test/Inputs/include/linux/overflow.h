/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _MINI_LINUX_OVERFLOW_H
#define _MINI_LINUX_OVERFLOW_H

#include <linux/types.h>

static inline size_t __must_check size_mul(size_t a, size_t b)
{
	size_t bytes;

	return __builtin_mul_overflow(a, b, &bytes) ? (size_t)-1 : bytes;
}

static inline size_t __must_check size_add(size_t a, size_t b)
{
	size_t bytes;

	return __builtin_add_overflow(a, b, &bytes) ? (size_t)-1 : bytes;
}

#define struct_size(p, member, count)                                          \
	size_add(sizeof(*(p)), size_mul(count, sizeof(*(p)->member)))

#endif
