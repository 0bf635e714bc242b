/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _MINI_LINUX_JIFFIES_H
#define _MINI_LINUX_JIFFIES_H

#include <linux/kconfig.h>

#define HZ CONFIG_HZ

extern unsigned long volatile jiffies;

unsigned long msecs_to_jiffies(const unsigned int m);
#define time_after(a, b) ((long)((b) - (a)) < 0)
#define time_before(a, b) time_after(b, a)

#endif
