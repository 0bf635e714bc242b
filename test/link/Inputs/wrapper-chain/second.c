// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "chain.h"

void *second(int size)
{
	int *p = first(size);

	if (!p)
		return NULL;
	*p = size;
	return p;
}

/* A file that learns, and teaches, more than once. */
void *fourth(int size)
{
	return third(size);
}
