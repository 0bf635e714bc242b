// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "chain.h"

void *first(int size)
{
	return kzalloc(size, GFP_KERNEL);
}
