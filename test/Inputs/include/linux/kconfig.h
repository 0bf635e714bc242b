/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* What a build puts in front of every file: the configuration. */
#ifndef _MINI_LINUX_KCONFIG_H
#define _MINI_LINUX_KCONFIG_H

#define CONFIG_64BIT 1
#define CONFIG_SMP 1
#define CONFIG_PREEMPT_COUNT 1
#define CONFIG_HZ 250
#define CONFIG_FRAME_WARN 2048

#endif
