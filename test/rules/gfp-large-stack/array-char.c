// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The plain case: a buffer over 1 KiB. Exactly 1 KiB is still let through.
#include <linux/kernel.h>

void use(void *p);

void char_array_bad(void)
{
	char buf[1025]; /* bug: gfp-large-stack */

	use(buf);
}

void char_array_ok(void)
{
	char buf[1024];

	use(buf);
}
