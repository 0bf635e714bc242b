// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The variable of a loop body exists once.
#include <linux/kernel.h>

void use(void *p);

void loop_ok(void)
{
	int i;

	for (i = 0; i < 10; i++) {
		char line[1000];

		use(line);
	}
	while (i--) {
		char line[1000];

		use(line);
	}
}
