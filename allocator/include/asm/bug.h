/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_ASM_BUG_H
#define _KALLOC_ASM_BUG_H

#include <linux/bug.h>

#endif
