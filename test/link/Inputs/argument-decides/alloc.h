// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <linux/types.h>
void *part_new(size_t size, gfp_t flags);
void part_wait(int *done, int may_block);
