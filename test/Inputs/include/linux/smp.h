/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _MINI_LINUX_SMP_H
#define _MINI_LINUX_SMP_H

#include <linux/preempt.h>
#include <linux/types.h>

typedef void (*smp_call_func_t)(void *info);

int __smp_processor_id(void);
#define smp_processor_id() __smp_processor_id()
#define get_cpu()                                                              \
	({                                                                     \
		preempt_disable();                                             \
		smp_processor_id();                                            \
	})
#define put_cpu() preempt_enable()

int smp_call_function_single(int cpuid, smp_call_func_t func, void *info, int wait);
void smp_call_function(smp_call_func_t func, void *info, int wait);
void on_each_cpu(smp_call_func_t func, void *info, int wait);

#endif
