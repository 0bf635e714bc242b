// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A union is as large as its largest member, no larger.
#include <linux/kernel.h>

union big {
	char raw[2000];
	int word;
};

union both {
	char a[1000];
	char b[1000];
};

void use(void *p);

void union_bad(void)
{
	union big u; /* bug: gfp-large-stack */

	use(&u);
}

void union_ok(void)
{
	union both u;

	use(&u);
}
