/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _MINI_LINUX_BOTTOM_HALF_H
#define _MINI_LINUX_BOTTOM_HALF_H

#include <linux/preempt.h>

void __local_bh_disable_ip(unsigned long ip, unsigned int cnt);
void __local_bh_enable_ip(unsigned long ip, unsigned int cnt);

static inline void local_bh_disable(void)
{
	__local_bh_disable_ip((unsigned long)__builtin_return_address(0), 2 * SOFTIRQ_OFFSET);
}

static inline void local_bh_enable(void)
{
	__local_bh_enable_ip((unsigned long)__builtin_return_address(0), 2 * SOFTIRQ_OFFSET);
}

#endif
