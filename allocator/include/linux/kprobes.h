/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_KPROBES_H
#define _KALLOC_LINUX_KPROBES_H

#define NOKPROBE_SYMBOL(fname) _Static_assert(1, "")
#define __kprobes

#endif
