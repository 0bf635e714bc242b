/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_UNALIGNED_H
#define _KALLOC_LINUX_UNALIGNED_H

/* Words are little endian and may lie anywhere. */
#define get_unaligned(ptr) (*(ptr))
#define put_unaligned(val, ptr) (*(ptr) = (val))
#endif
