// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-fix %s
//
// The buffer is read in the return statement, where it would be gone: no fix.
#include <linux/slab.h>

void fill(char *buf, int n);

int not_in_return(int n)
{
	char buf[4096];

	fill(buf, 4096);
	return buf[n];
}
