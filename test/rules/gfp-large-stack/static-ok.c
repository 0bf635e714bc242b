// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Static and extern objects are not on the stack.
#include <linux/kernel.h>

void use(void *p);

static char file_buffer[4096];

void static_ok(void)
{
	static char buf[4096];
	extern char elsewhere[8192];

	use(buf);
	use(elsewhere);
	use(file_buffer);
}
