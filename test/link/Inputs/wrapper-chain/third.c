// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "chain.h"

void *third(int size)
{
	return second(size);
}
