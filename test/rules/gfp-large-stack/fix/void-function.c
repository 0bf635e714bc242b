// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-fix %s
//
// A function without a result, with a named length.
#include <linux/slab.h>

#define BUF_LEN 2048

void fill(char *buf, int n);

void void_function(void)
{
	char buf[BUF_LEN];

	fill(buf, BUF_LEN);
}
