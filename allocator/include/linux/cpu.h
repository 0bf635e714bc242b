/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_CPU_H
#define _KALLOC_LINUX_CPU_H

#include <linux/cpuhotplug.h>
#include <linux/smp.h>

#endif
