// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The buffer comes out of a macro.
#include <linux/kernel.h>

void use(void *p);

#define with_buffer(size, code)                                                \
	do {                                                                   \
		char __buf[size];                                              \
																	   \
		use(__buf);                                                    \
		code;                                                          \
	} while (0)

void macro_bad(int *n)
{
	with_buffer(2048, (*n)++); /* bug: gfp-large-stack */
}

void macro_ok(int *n)
{
	with_buffer(64, (*n)++);
}
