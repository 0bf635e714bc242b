// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The result is followed without ever having a name.
#include <linux/slab.h>

struct pkt {
	int len;
};

void directly_bad(void)
{
	((struct pkt *)kmalloc(sizeof(struct pkt), GFP_KERNEL))->len = 3; /* bug: gfp-unchecked-alloc */
}

void directly_ok(void)
{
	kfree((struct pkt *)kmalloc(sizeof(struct pkt), GFP_KERNEL));
}
