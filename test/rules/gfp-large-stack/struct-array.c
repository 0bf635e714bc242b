// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// An array of structures.
#include <linux/kernel.h>

struct point {
	long x, y;
};

void use(void *p);

void array_of_structs_bad(void)
{
	struct point line[100]; /* bug: gfp-large-stack */

	use(line);
}

void array_of_structs_ok(void)
{
	struct point line[10];

	use(line);
}
