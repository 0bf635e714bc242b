// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// krealloc() can fail like any other; the old memory is still there then.
#include <linux/slab.h>

int realloc_bad(int **table, size_t n)
{
	int *grown = krealloc(*table, n * sizeof(int), GFP_KERNEL);

	grown[n - 1] = 0; /* bug: gfp-unchecked-alloc */
	*table = grown;
	return 0;
}

int realloc_ok(int **table, size_t n)
{
	int *grown = krealloc(*table, n * sizeof(int), GFP_KERNEL);

	if (!grown)
		return -ENOMEM;
	grown[n - 1] = 0;
	*table = grown;
	return 0;
}
