// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A compound literal lives on the stack as well.
#include <linux/kernel.h>

struct big {
	char raw[2000];
};

struct small {
	char raw[20];
};

void use(const void *p);

void literal_bad(int c)
{
	use(&(struct big){ .raw = { c } }); /* bug: gfp-large-stack */
}

void literal_ok(int c)
{
	use(&(struct small){ .raw = { c } });
}
