// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// What counts is bytes, not elements.
#include <linux/kernel.h>

void use(void *p);

void int_array_bad(void)
{
	int table[300]; /* bug: gfp-large-stack */

	use(table);
}

void int_array_ok(void)
{
	int table[250];

	use(table);
}
