/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_ASM_BYTEORDER_H
#define _KALLOC_ASM_BYTEORDER_H

#include <linux/types.h>

#endif
