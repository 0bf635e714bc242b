// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "board.h"

static int data;

/* Another board's. */
int *board_data(void)
{
	return &data;
}

/* The other board has the same one. */
int *board_copy(void)
{
	return kmalloc(4, GFP_KERNEL);
}
