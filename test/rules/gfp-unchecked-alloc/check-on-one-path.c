// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// Only one of the ways to the use goes through the check.
#include <linux/slab.h>

struct pkt {
	int len;
};

struct pkt *one_path_bad(int strict)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	if (strict) {
		if (!p)
			return NULL;
	}
	p->len = 0; /* bug: gfp-unchecked-alloc */
	return p;
}

struct pkt *both_paths_ok(int strict)
{
	struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL);

	if (strict) {
		if (!p)
			return NULL;
	} else if (!p) {
		return NULL;
	}
	p->len = 0;
	return p;
}
