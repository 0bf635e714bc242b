// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A pointer to something large is small; so is the size of a type.
#include <linux/kernel.h>

struct big {
	char raw[65536];
};

void use(void *p);

size_t pointer_ok(struct big *b)
{
	char (*rows)[4096] = (void *)b;

	use(rows);
	return sizeof(struct big) + sizeof(char[4096]);
}
