/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_RANDOM_H
#define _KALLOC_LINUX_RANDOM_H

#include <linux/types.h>

/* The same numbers in every run. */
u32 get_random_u32(void);
void get_random_bytes(void *buf, size_t len);
#define get_random_u32_below(n) (get_random_u32() % (n))
#define get_random_long() ((unsigned long)get_random_u32())

#endif
