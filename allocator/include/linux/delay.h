/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_DELAY_H
#define _KALLOC_LINUX_DELAY_H

#include <linux/kernel.h>

void __udelay(unsigned long usecs);
#define udelay(n) __udelay(n)
#define mdelay(n) __udelay((n) * 1000UL)
#define ndelay(n) __udelay(1)
void msleep(unsigned int msecs);
unsigned long msleep_interruptible(unsigned int msecs);
void usleep_range_state(unsigned long min, unsigned long max, unsigned int state);

void usleep_range(unsigned long min, unsigned long max);
void ssleep(unsigned int seconds);
void fsleep(unsigned long usecs);

#endif
