// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A large structure that is returned passes through the caller's frame.
#include <linux/kernel.h>

struct big {
	char raw[1500];
};

struct big make(int c);
void use(void *p);

void by_value_bad(int c)
{
	struct big b = make(c); /* bug: gfp-large-stack */

	use(&b);
}

void by_pointer_ok(struct big *b)
{
	use(b);
}
