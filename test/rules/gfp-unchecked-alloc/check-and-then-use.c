// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// RUN: %check-marks %s
//
// The check and the use in one condition.
#include <linux/slab.h>

struct pkt {
	int len;
};

bool and_ok(void)
{
	struct pkt *p = kzalloc(sizeof(*p), GFP_KERNEL);
	bool used = p && p->len > 3;

	kfree(p);
	return used;
}

bool or_ok(void)
{
	struct pkt *p = kzalloc(sizeof(*p), GFP_KERNEL);
	bool unused = !p || p->len == 0;

	kfree(p);
	return unused;
}

bool wrong_way_bad(void)
{
	struct pkt *p = kzalloc(sizeof(*p), GFP_KERNEL);
	bool used = p || p->len > 3; /* bug: gfp-unchecked-alloc */

	kfree(p);
	return used;
}
