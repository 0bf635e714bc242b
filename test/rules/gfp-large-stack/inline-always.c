// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// __always_inline is inlined however often it is called.
#include <linux/kernel.h>

void use(void *p);

static __always_inline void forced(void)
{
	char text[1000];

	use(text);
}

void always_bad(void) /* bug: gfp-large-stack */
{
	char text[1000];
	char more[200];

	forced();
	use(text);
	use(more);
}

void always_ok(void)
{
	forced();
}
