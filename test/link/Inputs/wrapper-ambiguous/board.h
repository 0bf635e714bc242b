/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef BOARD_H
#define BOARD_H
#include <linux/slab.h>

int *board_data(void);
int *board_copy(void);
#endif
