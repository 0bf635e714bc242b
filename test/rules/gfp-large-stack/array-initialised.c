// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A table that is filled on the stack at every call, and one that is not.
#include <linux/kernel.h>

int initialised_bad(unsigned int i)
{
	const int table[500] = { 1, 2, 3 }; /* bug: gfp-large-stack */

	return table[i % 500];
}

int initialised_ok(unsigned int i)
{
	static const int table[500] = { 1, 2, 3 };

	return table[i % 500];
}
