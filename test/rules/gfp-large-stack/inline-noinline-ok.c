// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A function marked noinline keeps its variables to itself.
#include <linux/kernel.h>

void use(void *p);

static noinline void helper(void)
{
	char text[1000];

	use(text);
}

void noinline_ok(void)
{
	char text[1000];
	char more[200];

	helper();
	use(text);
	use(more);
}
