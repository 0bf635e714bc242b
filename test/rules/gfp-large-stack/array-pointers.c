// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// An array of pointers.
#include <linux/kernel.h>

void use(void *p);

void pointers_bad(void)
{
	void *slot[129]; /* bug: gfp-large-stack */

	use(slot);
}

void pointers_ok(void)
{
	void *slot[128];

	use(slot);
}
