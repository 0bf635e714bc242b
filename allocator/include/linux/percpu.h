/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_PERCPU_H
#define _KALLOC_LINUX_PERCPU_H

#include <linux/gfp.h>
#include <linux/preempt.h>
#include <linux/smp.h>
#include <linux/types.h>

void __percpu *kalloc_percpu_alloc(size_t size, size_t align, gfp_t gfp, const char *api);
void free_percpu(void __percpu *ptr);

#define __alloc_percpu_gfp(size, align, gfp) kalloc_percpu_alloc(size, align, gfp, "__alloc_percpu_gfp")
#define __alloc_percpu(size, align) kalloc_percpu_alloc(size, align, GFP_KERNEL, "__alloc_percpu")
#define alloc_percpu_gfp(type, gfp)                                            \
	((type __percpu *)kalloc_percpu_alloc(sizeof(type), __alignof__(type), gfp, "alloc_percpu_gfp"))
#define alloc_percpu(type)                                                     \
	((type __percpu *)kalloc_percpu_alloc(sizeof(type), __alignof__(type), GFP_KERNEL, "alloc_percpu"))

#define DECLARE_PER_CPU(type, name) extern __typeof__(type) name
#define DEFINE_PER_CPU(type, name) __typeof__(type) name
#define EXPORT_PER_CPU_SYMBOL_GPL(name) extern __typeof__(name) name
#define per_cpu(var, cpu) (*({ (void)(cpu); &(var); }))
#define per_cpu_ptr(ptr, cpu) ({ (void)(cpu); (__typeof__(*(ptr)) *)(ptr); })
#define this_cpu_ptr(ptr) ((__typeof__(*(ptr)) *)(ptr))
#define raw_cpu_ptr(ptr) this_cpu_ptr(ptr)
#define this_cpu_inc(v) ((void)(v)++)
#define this_cpu_dec(v) ((void)(v)--)
#define this_cpu_add(v, n) ((void)((v) += (n)))
#define this_cpu_read(v) (v)
#define this_cpu_write(v, n) ((void)((v) = (n)))
#define __this_cpu_read(v) (v)
#define __this_cpu_inc(v) ((void)(v)++)
#define get_cpu_var(var) (*({ kalloc_preempt_disable("get_cpu_var"); &(var); }))
#define put_cpu_var(var) ((void)&(var), kalloc_preempt_enable("put_cpu_var"))
#define get_cpu_ptr(ptr) ({ kalloc_preempt_disable("get_cpu_ptr"); this_cpu_ptr(ptr); })
#define put_cpu_ptr(ptr) ((void)(ptr), kalloc_preempt_enable("put_cpu_ptr"))

#endif
