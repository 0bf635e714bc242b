// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The array hides behind a typedef.
#include <linux/kernel.h>

typedef u8 block_t[2000];
typedef u8 line_t[64];

void use(void *p);

void typedef_bad(void)
{
	block_t block; /* bug: gfp-large-stack */

	use(block);
}

void typedef_ok(void)
{
	line_t line;

	use(line);
}
