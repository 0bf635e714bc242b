// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-fix %s
//
// The plain case: allocated, checked, freed on every way out.
#include <linux/kernel.h>
#include <linux/slab.h>

int fill(char *buf, int n);

int plain_array(int n)
{
	char buf[4096];
	int ret;

	ret = fill(buf, n);
	if (ret < 0)
		return ret;
	return n;
}
