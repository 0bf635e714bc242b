// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// No variable is too large, but all together are. The finding stands at the function.
#include <linux/kernel.h>

void use(void *a, void *b, void *c);

void sum_bad(void) /* bug: gfp-large-stack */
{
	char a[700], b[700], c[700];

	use(a, b, c);
}

void sum_ok(void)
{
	char a[700], b[700], c[500];

	use(a, b, c);
}
