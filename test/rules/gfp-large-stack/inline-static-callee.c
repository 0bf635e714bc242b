// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A static function with one caller is inlined: its variables become the caller's.
#include <linux/kernel.h>

void use(void *p);

static void helper(void)
{
	char text[1000];

	use(text);
}

void inlined_bad(void) /* bug: gfp-large-stack */
{
	char text[1000];
	char more[200];

	helper();
	use(text);
	use(more);
}

static void light_helper(void)
{
	char text[100];

	use(text);
}

void inlined_ok(void)
{
	char text[1000];

	light_helper();
	use(text);
}
