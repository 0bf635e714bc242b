// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-fix %s
//
// An initialiser would be lost: no fix.
#include <linux/slab.h>

void fill(char *buf, int n);

void not_initialised(void)
{
	char buf[4096] = "start";

	fill(buf, 4096);
}
