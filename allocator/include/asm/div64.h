/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_ASM_DIV64_H
#define _KALLOC_ASM_DIV64_H

#include <linux/types.h>
#endif
