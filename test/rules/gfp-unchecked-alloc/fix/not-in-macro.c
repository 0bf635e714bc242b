// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-fix %s
//
// The statement comes from a macro: no fix.
#include <linux/slab.h>

#define GET(p, n) do {					\
		p = kmalloc(n, GFP_KERNEL);		\
		p[0] = 0;				\
	} while (0)

int not_in_macro(char **out, int n)
{
	char *p;

	if (n < 1)
		return -EINVAL;
	GET(p, n);
	*out = p;
	return 0;
}
