// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Alignment takes room too.
#include <linux/kernel.h>

struct line {
	char byte;
} __aligned(64);

void use(void *p);

void alignment_bad(void)
{
	struct line lines[17]; /* bug: gfp-large-stack */

	use(lines);
}

void alignment_ok(void)
{
	struct line lines[16];

	use(lines);
}
