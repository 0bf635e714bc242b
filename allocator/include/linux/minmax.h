/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_MINMAX_H
#define _KALLOC_LINUX_MINMAX_H

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
#define MIN(a, b) ((a) < (b) ? (a) : (b))
#define MAX(a, b) ((a) > (b) ? (a) : (b))
#define min_t(type, a, b) min((type)(a), (type)(b))
#define max_t(type, a, b) max((type)(a), (type)(b))
#define umin(a, b) min((a) + 0ull, (b) + 0ull)
#define umax(a, b) max((a) + 0ull, (b) + 0ull)
#define min3(a, b, c) min(min(a, b), c)
#define max3(a, b, c) max(max(a, b), c)
#define min_not_zero(x, y)                                                     \
	({                                                                     \
		__auto_type __p = (x);                                         \
		__auto_type __q = (y);                                         \
		__p == 0 ? __q : (__q == 0 ? __p : min(__p, __q));             \
	})
#define clamp(val, lo, hi) min(max(val, lo), hi)
#define clamp_t(type, val, lo, hi) min_t(type, max_t(type, val, lo), hi)
#define clamp_val(val, lo, hi) clamp_t(__typeof__(val), val, lo, hi)
#define swap(a, b)                                                             \
	do {                                                                   \
		__typeof__(a) __tmp = (a);                                     \
		(a) = (b);                                                     \
		(b) = __tmp;                                                   \
	} while (0)

#endif
