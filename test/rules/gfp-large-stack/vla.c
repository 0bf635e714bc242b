// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The length of an array is only known at run time: nothing bounds the frame.
#include <linux/kernel.h>

void use(void *p);

void vla_bad(int n)
{
	char buf[n]; /* bug: gfp-large-stack */

	use(buf);
}

void vla_folded_ok(void)
{
	enum { n = 16 };
	char buf[n * 2];

	use(buf);
}
