// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Variables of scopes that do not overlap share their stack.
#include <linux/kernel.h>

void use(void *p);

void scopes_share_ok(int n)
{
	if (n) {
		char a[1000];

		use(a);
	} else {
		char b[1000];

		use(b);
	}
	{
		char c[1000];

		use(c);
	}
}

void scopes_nest_bad(int n) /* bug: gfp-large-stack */
{
	char a[1000];

	use(a);
	if (n) {
		char b[1000];

		use(b);
		{
			char c[200];

			use(c);
		}
	}
}
