// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "chain.h"

void use_first_bad(void)
{
	*(int *)first(4) = 1; /* bug: gfp-unchecked-alloc */
}

void use_second_bad(void)
{
	*(int *)second(4) = 1; /* bug: gfp-unchecked-alloc */
}

void use_third_bad(void)
{
	*(int *)third(4) = 1; /* bug: gfp-unchecked-alloc */
}

/* Four files deep is one more than is looked at. */
void FN_use_fourth_bad(void)
{
	*(int *)fourth(4) = 1; /* missed: gfp-unchecked-alloc */
}

void use_third_ok(void)
{
	int *p = third(4);

	if (p)
		*p = 1;
}
