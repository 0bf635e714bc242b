// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The result goes into a global and into a static local.
#include <linux/slab.h>

static char *table;

int global_bad(void)
{
	table = kzalloc(64, GFP_KERNEL);
	table[0] = 1; /* bug: gfp-unchecked-alloc */
	return 0;
}

int static_local_bad(void)
{
	static char *cached;

	if (!cached)
		cached = kzalloc(64, GFP_KERNEL);
	cached[0] = 1; /* bug: gfp-unchecked-alloc */
	return 0;
}

int global_ok(void)
{
	table = kzalloc(64, GFP_KERNEL);
	if (!table)
		return -ENOMEM;
	table[0] = 1;
	return 0;
}
