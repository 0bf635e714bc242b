// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A function that others can call is not counted with its caller.
#include <linux/kernel.h>

void use(void *p);

void visible_helper_ok(void)
{
	char text[1000];

	use(text);
}

void extern_callee_ok(void)
{
	char text[1000];
	char more[200];

	visible_helper_ok();
	use(text);
	use(more);
}
