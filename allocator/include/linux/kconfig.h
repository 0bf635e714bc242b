/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What a build puts in front of every file: the configuration. */
#ifndef _KALLOC_LINUX_KCONFIG_H
#define _KALLOC_LINUX_KCONFIG_H

#define CONFIG_64BIT 1
#define CONFIG_HAS_DMA 1
#define CONFIG_SMP 1
#define CONFIG_PREEMPT_COUNT 1
#define CONFIG_HZ 250
#define CONFIG_FRAME_WARN 2048

/* Is an option set? Only those of this file are. */
#define __kalloc_arg_1 0,
#define __kalloc_second(first, second, ...) second
#define __kalloc_is_set2(arg) __kalloc_second(arg 1, 0)
#define __kalloc_is_set1(value) __kalloc_is_set2(__kalloc_arg_##value)
#define __kalloc_is_set(value) __kalloc_is_set1(value)
#define IS_ENABLED(option) __kalloc_is_set(option)
#define IS_BUILTIN(option) __kalloc_is_set(option)
#define IS_MODULE(option) 0
#define IS_REACHABLE(option) __kalloc_is_set(option)

#endif
