// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// An array parameter is a pointer.
#include <linux/kernel.h>

int parameter_ok(char buf[4096], int table[64][64])
{
	return buf[0] + table[0][0];
}
