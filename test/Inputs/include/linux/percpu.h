/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _MINI_LINUX_PERCPU_H
#define _MINI_LINUX_PERCPU_H

#include <linux/alloc_tag.h>
#include <linux/gfp_types.h>
#include <linux/smp.h>
#include <linux/types.h>

void __percpu *pcpu_alloc_noprof(size_t size, size_t align, bool reserved, gfp_t gfp);
#define __alloc_percpu_gfp(size, align, gfp)                                   \
	alloc_hooks(pcpu_alloc_noprof(size, align, false, gfp))
#define alloc_percpu_gfp(type, gfp)                                            \
	((type __percpu *)__alloc_percpu_gfp(sizeof(type), __alignof__(type), gfp))
#define __alloc_percpu(size, align)                                            \
	alloc_hooks(pcpu_alloc_noprof(size, align, false, GFP_KERNEL))
#define alloc_percpu(type)                                                     \
	((type __percpu *)__alloc_percpu(sizeof(type), __alignof__(type)))
void free_percpu(void __percpu *ptr);

#define DEFINE_PER_CPU(type, name) __typeof__(type) name
#define per_cpu_ptr(ptr, cpu) ({ (void)(cpu); (__typeof__(*(ptr)) *)(ptr); })
#define this_cpu_ptr(ptr) ((__typeof__(*(ptr)) *)(ptr))
#define get_cpu_var(var)                                                       \
	(*({                                                                   \
		preempt_disable();                                             \
		this_cpu_ptr(&var);                                            \
	}))
#define put_cpu_var(var)                                                       \
	do {                                                                   \
		(void)&(var);                                                  \
		preempt_enable();                                              \
	} while (0)

#endif
