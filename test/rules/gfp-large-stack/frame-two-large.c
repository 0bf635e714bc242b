// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Two variables that are too large are two findings.
#include <linux/kernel.h>

void use(void *p);

void two_large_bad(void)
{
	char in[2000]; /* bug: gfp-large-stack */
	char out[1500]; /* bug: gfp-large-stack */

	use(in);
	use(out);
}

void two_small_ok(void)
{
	char in[200];
	char out[150];

	use(in);
	use(out);
}
