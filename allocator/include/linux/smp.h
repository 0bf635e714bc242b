/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_SMP_H
#define _KALLOC_LINUX_SMP_H

#include <linux/preempt.h>
#include <linux/types.h>

typedef void (*smp_call_func_t)(void *info);

#define NR_CPUS 1
#define nr_cpu_ids 1u
#define num_online_cpus() 1u
#define num_possible_cpus() 1u
#define cpu_online(cpu) ((cpu) == 0)
#define smp_processor_id() 0
#define raw_smp_processor_id() 0
#define get_cpu() (kalloc_preempt_disable("get_cpu"), 0)
#define put_cpu() kalloc_preempt_enable("put_cpu")
#define for_each_possible_cpu(cpu) for ((cpu) = 0; (cpu) < 1; (cpu)++)
#define for_each_online_cpu(cpu) for_each_possible_cpu(cpu)

int smp_call_function_single(int cpuid, smp_call_func_t func, void *info, int wait);
void smp_call_function(smp_call_func_t func, void *info, int wait);
void on_each_cpu(smp_call_func_t func, void *info, int wait);

#endif
