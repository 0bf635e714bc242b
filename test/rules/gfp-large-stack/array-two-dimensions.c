// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Both dimensions count.
#include <linux/kernel.h>

void use(void *p);

void two_dimensions_bad(void)
{
	u16 map[32][32]; /* bug: gfp-large-stack */

	use(map);
}

void two_dimensions_ok(void)
{
	u16 map[16][32];

	use(map);
}
