// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-fix %s
//
// sizeof(buf) keeps its meaning.
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>

void fill(char *buf, int n);

void sizeof_buf(void)
{
	char buf[4096];

	memset(buf, 0, sizeof(buf));
	fill(buf, 4096);
}
