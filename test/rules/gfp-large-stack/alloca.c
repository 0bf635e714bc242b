// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// alloca() with a length from outside, and with a small constant.
#include <linux/kernel.h>

void use(void *p);

void alloca_bad(size_t n)
{
	void *p = __builtin_alloca(n); /* bug: gfp-large-stack */

	use(p);
}

void alloca_large_bad(void)
{
	void *p = __builtin_alloca(4096); /* bug: gfp-large-stack */

	use(p);
}

void alloca_ok(void)
{
	void *p = __builtin_alloca(64);

	use(p);
}
