/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_SCHED_TASK_H
#define _KALLOC_LINUX_SCHED_TASK_H

#include <linux/sched.h>

#endif
