// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-fix %s
//
// Nothing can be put behind a statement that is all an if has: no fix.
#include <linux/slab.h>

int not_without_braces(char **out, int n)
{
	char *p = NULL;

	if (n < 0)
		return -EINVAL;
	if (n)
		p = kmalloc(n, GFP_KERNEL);
	else
		p = kmalloc(1, GFP_KERNEL);
	p[0] = 0;
	*out = p;
	return 0;
}
