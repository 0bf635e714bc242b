// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "circle.h"

void use_ok(void)
{
	*ping(1) = 1;
}
