// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// What an unknown function does with a pointer is not guessed.
#include <linux/slab.h>

void elsewhere(void *p);
void fix_up(void **p);

void unknown_callee_ok(void)
{
	elsewhere(kmalloc(16, GFP_KERNEL));
}

char *unknown_fix_up_ok(void)
{
	void *p = kmalloc(16, GFP_KERNEL);

	fix_up(&p);
	*(char *)p = 0;
	return p;
}
