/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_ARRAY_SIZE_H
#define _KALLOC_LINUX_ARRAY_SIZE_H

#include <linux/kernel.h>

#endif
