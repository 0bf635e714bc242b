/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_ASM_IO_H
#define _KALLOC_ASM_IO_H

#include <linux/io.h>

#endif
