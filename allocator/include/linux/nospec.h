/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef _KALLOC_LINUX_NOSPEC_H
#define _KALLOC_LINUX_NOSPEC_H

#define array_index_nospec(index, size) (index)

#endif
