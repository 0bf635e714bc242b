// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A pointer to a variable length array takes no stack.
#include <linux/kernel.h>

int vla_type_ok(int n, int (*rows)[n])
{
	return rows[0][0];
}
