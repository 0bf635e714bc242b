// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "board.h"

void some_board_ok(void)
{
	*board_data() = 1;
}

void FN_any_board_bad(void)
{
	*board_copy() = 1; /* missed: gfp-unchecked-alloc */
}
