/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_ASM_UACCESS_H
#define _KALLOC_ASM_UACCESS_H

#include <linux/uaccess.h>

#endif
