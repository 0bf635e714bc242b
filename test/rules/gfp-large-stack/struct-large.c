// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A structure with a buffer inside.
#include <linux/kernel.h>

struct report {
	int id;
	char text[1200];
};

struct small_report {
	int id;
	char text[64];
};

void use(void *p);

void struct_bad(void)
{
	struct report r; /* bug: gfp-large-stack */

	use(&r);
}

void struct_ok(void)
{
	struct small_report r;

	use(&r);
}
