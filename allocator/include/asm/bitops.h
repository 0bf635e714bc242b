/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_ASM_BITOPS_H
#define _KALLOC_ASM_BITOPS_H

#include <linux/bitops.h>

#endif
