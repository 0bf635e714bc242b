// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// A copy of a large structure.
#include <linux/kernel.h>

struct config {
	u64 entry[200];
};

u64 sum(const struct config *c);

u64 copy_bad(const struct config *from)
{
	struct config copy = *from; /* bug: gfp-large-stack */

	copy.entry[0] = 0;
	return sum(&copy);
}

u64 copy_ok(const struct config *from)
{
	const struct config *same = from;

	return sum(same);
}
