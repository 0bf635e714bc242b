/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_JIFFIES_H
#define _KALLOC_LINUX_JIFFIES_H

#include <linux/kconfig.h>

#define HZ CONFIG_HZ

/* The simulated clock. */
unsigned long kalloc_jiffies(void);
#define jiffies kalloc_jiffies()
#define INITIAL_JIFFIES 0
#define MAX_JIFFY_OFFSET ((~0UL >> 1) - 1)

unsigned long msecs_to_jiffies(const unsigned int m);
#define time_after(a, b) ((long)((b) - (a)) < 0)
#define time_before(a, b) time_after(b, a)
#define time_after_eq(a, b) ((long)((a) - (b)) >= 0)
#define time_before_eq(a, b) time_after_eq(b, a)
unsigned long usecs_to_jiffies(const unsigned int u);
unsigned int jiffies_to_msecs(const unsigned long j);
#define round_jiffies(j) (j)
#define round_jiffies_relative(j) (j)

#endif
