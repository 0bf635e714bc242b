// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Inlining goes on through several functions.
#include <linux/kernel.h>

void use(void *p);

static void third(void)
{
	char text[900];

	use(text);
}

static void second(void)
{
	char text[800];

	third();
	use(text);
}

void chain_bad(void) /* bug: gfp-large-stack */
{
	char text[700];

	second();
	use(text);
}

void chain_ok(void)
{
	char text[700];

	use(text);
}
