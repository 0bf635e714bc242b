// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A variable that is too large by itself is named; the frame is not reported on top of it.
#include <linux/kernel.h>

void use(void *p);

void named_bad(void)
{
	char big[3000]; /* bug: gfp-large-stack */
	char small[100];

	use(big);
	use(small);
}

void named_ok(void)
{
	char small[100];

	use(small);
}
