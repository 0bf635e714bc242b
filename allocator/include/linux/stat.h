/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_STAT_H
#define _KALLOC_LINUX_STAT_H

#define S_IRUGO 0444
#define S_IWUSR 0200

#endif
