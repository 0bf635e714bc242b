/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_STACKTRACE_H
#define _KALLOC_LINUX_STACKTRACE_H

#include <linux/types.h>

#endif
