// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Allocated in one loop, checked in a second, used in a third.
#include <linux/slab.h>

int checked_afterwards_ok(char **slot)
{
	int i;

	for (i = 0; i < 2; i++)
		slot[i] = kmalloc(16, GFP_KERNEL);
	if (!slot[0] || !slot[1])
		return -ENOMEM;
	slot[0][0] = slot[1][0] = 0;
	return 0;
}

int last_checked_bad(void)
{
	char *first = NULL, *p = NULL;
	int i;

	for (i = 0; i < 2; i++) {
		first = p;
		p = kmalloc(16, GFP_KERNEL);
	}
	if (!p)
		return -ENOMEM;
	p[0] = 0;
	first = kmalloc(16, GFP_KERNEL);
	first[0] = 0; /* bug: gfp-unchecked-alloc */
	return 0;
}
