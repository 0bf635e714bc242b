// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The result goes into a local structure.
#include <linux/slab.h>

struct span {
	char *from;
	size_t n;
};

struct span struct_value_bad(size_t n)
{
	struct span s = { .from = kmalloc(n, GFP_KERNEL), .n = n };

	s.from[0] = 0; /* bug: gfp-unchecked-alloc */
	return s;
}

struct span struct_value_ok(size_t n)
{
	struct span s = { .from = kmalloc(n, GFP_KERNEL), .n = n };

	if (s.from)
		s.from[0] = 0;
	return s;
}
