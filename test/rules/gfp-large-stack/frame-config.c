// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// CONFIG_FRAME_WARN of the tree is the limit of a frame.
#undef CONFIG_FRAME_WARN
#define CONFIG_FRAME_WARN 1024
#include <linux/kernel.h>

void use(void *a, void *b, void *c);

void config_bad(void) /* bug: gfp-large-stack */
{
	char a[400], b[400], c[400];

	use(a, b, c);
}

void config_ok(void)
{
	char a[200], b[400], c[200];

	use(a, b, c);
}
