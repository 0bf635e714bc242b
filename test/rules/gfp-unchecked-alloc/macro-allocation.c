// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The driver's own macro hides the allocation, and another the use.
#include <linux/slab.h>

struct pkt {
	int len;
};

#define NEW(type) ((type *)kzalloc(sizeof(type), GFP_KERNEL))
#define SET_LEN(p, n) ((p)->len = (n))

struct pkt *macro_bad(void)
{
	struct pkt *p = NEW(struct pkt);

	SET_LEN(p, 4); /* bug: gfp-unchecked-alloc */
	return p;
}

struct pkt *macro_ok(void)
{
	struct pkt *p = NEW(struct pkt);

	if (p)
		SET_LEN(p, 4);
	return p;
}
