/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_WRITEBACK_H
#define _KALLOC_LINUX_WRITEBACK_H

#include <linux/sched.h>

#endif
