/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_UNALIGNED_PACKED_STRUCT_H
#define _KALLOC_LINUX_UNALIGNED_PACKED_STRUCT_H

#define __get_unaligned_cpu32(p) (*(const u32 *)(p))

#endif
