// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-fix %s
//
// A structure: no fix.
#include <linux/slab.h>

struct big {
	char raw[4096];
};

void fill(struct big *b);

void not_struct(void)
{
	struct big b;

	fill(&b);
}
