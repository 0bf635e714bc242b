// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The buffer stands in a statement expression.
#include <linux/kernel.h>

int use(void *p);

int statement_expression_bad(void)
{
	return ({
		char buf[2048]; /* bug: gfp-large-stack */

		use(buf);
	});
}

int statement_expression_ok(void)
{
	return ({
		char buf[64];

		use(buf);
	});
}
