// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The length is computed by the compiler.
#include <linux/kernel.h>

#define ROWS 40

enum { COLUMNS = 40 };

void use(void *p);

void constant_bad(void)
{
	char text[ROWS * COLUMNS + 1]; /* bug: gfp-large-stack */

	use(text);
}

void constant_ok(void)
{
	char text[ROWS + COLUMNS];

	use(text);
}
